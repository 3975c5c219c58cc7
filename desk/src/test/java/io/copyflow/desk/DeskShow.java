package io.copyflow.desk;

import io.copyflow.desk.aid.Aids;
import io.copyflow.desk.aid.Prover;
import io.copyflow.schemas.publication.EmbargoSet;
import io.copyflow.schemas.publication.HoldReason;
import io.copyflow.schemas.publication.Obligation;
import io.copyflow.schemas.publication.ObligationOpened;
import io.copyflow.schemas.publication.VersionTakenDown;
import io.copyflow.schemas.review.ChangesRequested;
import io.copyflow.schemas.review.Comment;
import io.copyflow.schemas.text.Origin;
import io.copyflow.schemas.translation.DraftOffered;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.imageio.ImageIO;

/**
 * The desk over an invented day, to be looked at in a browser: run {@link #main}, open the address it prints. What is asked
 * for is refused, as there are no stages.
 */
public final class DeskShow {

    private DeskShow() {}

    public static void main(String[] arguments) throws Exception {
        byte[] picture = picture();
        Aids aids = new Aids(
                new SampleWorkbench(),
                story -> new Prover.Verdict(48, 3, List.of()),
                new SamplePictures().with("a".repeat(64), "image/png", picture));
        try (DeskUnderTest desk = new DeskUnderTest(Files.createTempDirectory("desk-show"), aids)) {
            day(desk.log);
            desk.settle();
            desk.clock.advance(Duration.between(desk.clock.instant(), desk.log.now()));
            System.out.println("Desk " + desk.front.address());
            new CountDownLatch(1).await();
        }
    }

    private static final String FLOOD =
            "Ten days of rain filled the northern reservoirs to 96 per cent, and the dams held.\n"
                    + "Engineers watched the northern reservoirs all night.\n"
                    + "Nobody was hurt, said Ilse Brandt, who leads the river board.";

    /** A morning in an invented newsroom. */
    static void day(Newslog log) {
        for (int i = 0; i < 26; i++) {
            String story = "s9wire" + i + "x";
            String[] targets = {"fr", "ar", "zh-Hans", "kk-Cyrl", "ru"};
            live(
                    log,
                    story,
                    "en",
                    "Markets at noon, part " + (i + 1),
                    "Prices moved by " + (i % 7) + " per cent.",
                    targets);
            for (int t = 0; t < i % 5; t++) {
                log.queued(story, targets[t], Duration.ofHours(6)).after(Duration.ofMinutes(7L * (t + 1) + i % 3 * 9));
                if (i % 4 > 0) {
                    log.submitted(story, targets[t], "awa.ndoye", "Part " + i, "Text " + i % 7 + ".")
                            .asked(story, targets[t], 1);
                }
                if (i % 4 > 1) {
                    log.approved(story, targets[t], 1, "harriet.penhallow")
                            .cleared(story, targets[t], 1)
                            .released(story, targets[t], 1, 1);
                }
            }
        }
        log.accepted(
                        "s7fdams4flood2north3a",
                        "en",
                        "Dams hold as rivers rise in the north",
                        FLOOD,
                        "fr",
                        "ar",
                        "zh-Hans",
                        "kk-Cyrl")
                .asked("s7fdams4flood2north3a", "en", 1)
                .queued("s7fdams4flood2north3a", "ar", Duration.ofMinutes(50))
                .queued("s7fdams4flood2north3a", "fr", Duration.ofHours(4))
                .queued("s7fdams4flood2north3a", "zh-Hans", Duration.ofHours(9))
                .queued("s7fdams4flood2north3a", "kk-Cyrl", Duration.ofHours(9))
                .claimed("s7fdams4flood2north3a", "fr", "awa.ndoye")
                .submitted(
                        "s7fdams4flood2north3a",
                        "zh-Hans",
                        "tian.wen",
                        "北部河水上涨，大坝安然无恙",
                        "连续十天降雨使北部水库蓄水达96%，大坝安然无恙。\n工程师整夜监测北部水库。\n河流委员会主席伊尔莎·勃兰特说，无人受伤。")
                .asked("s7fdams4flood2north3a", "zh-Hans", 1);
        log.translation(
                        "s7fdams4flood2north3a",
                        "fr",
                        "memory",
                        DraftOffered.newBuilder()
                                .setRequestId("r1")
                                .setEngine("machine")
                                .setSourceRevision(1)
                                .setSegments(List.of(Newslog.translated(
                                        "b1",
                                        "Dix jours de pluie ont rempli les réservoirs du nord à 96 %, et les barrages ont tenu.",
                                        Origin.MACHINE,
                                        "house-mt")))
                                .build())
                .saved(
                        "s7fdams4flood2north3a",
                        "fr",
                        "awa.ndoye",
                        1,
                        "headline",
                        "Les barrages tiennent malgré la crue")
                .saved(
                        "s7fdams4flood2north3a",
                        "fr",
                        "awa.ndoye",
                        1,
                        "b1",
                        "Dix jours de pluie ont rempli les réservoirs du nord à 69 %, et les barrages ont tenu.");
        live(
                log,
                "s2harbour5talks7night4",
                "en",
                "Harbour talks go into a third night",
                "The port has been closed since Monday. Both sides said they would go on talking.",
                "fr",
                "ar",
                "ru");
        log.submitted(
                        "s2harbour5talks7night4",
                        "fr",
                        "awa.ndoye",
                        "Le port négocie une troisième nuit",
                        "Le port est fermé depuis lundi. Les deux parties disent vouloir continuer.")
                .asked("s2harbour5talks7night4", "fr", 1)
                .approved("s2harbour5talks7night4", "fr", 1, "harriet.penhallow")
                .signed("s2harbour5talks7night4", "fr", 1, "odile.faure", 1)
                .signed("s2harbour5talks7night4", "fr", 1, "tom.aldridge", 2)
                .cleared("s2harbour5talks7night4", "fr", 1)
                .released("s2harbour5talks7night4", "fr", 1, 1)
                .delivered("s2harbour5talks7night4", "fr", 1)
                .queued("s2harbour5talks7night4", "ar", Duration.ofHours(2))
                .submitted(
                        "s2harbour5talks7night4",
                        "ar",
                        "rania.haddadin",
                        "مفاوضات الميناء تدخل ليلتها الثالثة",
                        "الميناء مغلق منذ الاثنين. وقال الجانبان إنهما سيواصلان التفاوض.")
                .asked("s2harbour5talks7night4", "ar", 1)
                .revised(
                        "s2harbour5talks7night4",
                        "en",
                        2,
                        "Harbour talks go into a third night",
                        "The port has been closed since Sunday. Both sides said they would go on talking.")
                .asked("s2harbour5talks7night4", "en", 2)
                .publication(
                        "s2harbour5talks7night4",
                        "fr",
                        "publish-stage",
                        new ObligationOpened(obligation("s2harbour5talks7night4/fr:r2", null, log)))
                .publication(
                        "s2harbour5talks7night4",
                        "fr",
                        "publish-stage",
                        new ObligationOpened(obligation("s2harbour5talks7night4/fr/website:r2", "website", log)))
                .reopened(
                        "s2harbour5talks7night4",
                        "fr",
                        2,
                        Newslog.change(
                                "b1",
                                "The port has been closed since Monday. Both sides said they would go on talking.",
                                "The port has been closed since Sunday. Both sides said they would go on talking."))
                .claimed("s2harbour5talks7night4", "fr", "awa.ndoye");
        log.accepted(
                        "s5museum6night3opening",
                        "en",
                        "Museum opens its night rooms for the first time",
                        "The rooms had been closed for forty years.",
                        "fr",
                        "ja")
                .asked("s5museum6night3opening", "en", 1)
                .approved("s5museum6night3opening", "en", 1, "harriet.penhallow")
                .signed("s5museum6night3opening", "en", 1, "odile.faure", 1)
                .signed("s5museum6night3opening", "en", 1, "tom.aldridge", 2)
                .publication(
                        "s5museum6night3opening",
                        "",
                        "ingrid.solheim",
                        EmbargoSet.newBuilder()
                                .setUntil(log.now().plus(Duration.ofHours(10)))
                                .setNote("Agreed with the museum")
                                .setWasEmbargoed(false)
                                .setWasUntil(null)
                                .build())
                .cleared("s5museum6night3opening", "en", 1)
                .held("s5museum6night3opening", "en", 1, HoldReason.EMBARGO);
        log.accepted(
                        "s8price4bread6round2aa",
                        "fr",
                        "Le prix du pain augmente encore",
                        "Le prix du pain a augmenté de 4 % en un mois.",
                        "en",
                        "ar",
                        "th")
                .asked("s8price4bread6round2aa", "fr", 1)
                .review(
                        "s8price4bread6round2aa",
                        "fr",
                        "harriet.penhallow",
                        ChangesRequested.newBuilder()
                                .setContentHash(Newslog.hash("s8price4bread6round2aa", "fr", 1))
                                .setSourceRevision(1)
                                .setComments(List.of(Comment.newBuilder()
                                        .setSegmentId("b1")
                                        .setText("Quelle est la source de ce chiffre ?")
                                        .setCommentId("c-1")
                                        .build()))
                                .build());
        live(
                log,
                "s3river6board2names5bb",
                "ar",
                "مجلس النهر يسمّي رئيسة جديدة",
                "عيّن مجلس النهر إلسه برانت رئيسة له.",
                "en",
                "fr");
        log.publication(
                "s3river6board2names5bb",
                "ar",
                "ingrid.solheim",
                VersionTakenDown.newBuilder()
                        .setReleaseSequence(2)
                        .setReason("The name was wrong.")
                        .setWithheld(false)
                        .build());
        live(
                log,
                "s4court7order5file8ccc",
                "en",
                "A court opens the file",
                "The names in the file were read out.",
                "fr");
        log.killed("s4court7order5file8ccc");
    }

    private static void live(
            Newslog log, String story, String language, String headline, String body, String... targets) {
        log.accepted(story, language, headline, body, targets)
                .asked(story, language, 1)
                .approved(story, language, 1, "harriet.penhallow")
                .signed(story, language, 1, "odile.faure", 1)
                .signed(story, language, 1, "tom.aldridge", 2)
                .cleared(story, language, 1)
                .released(story, language, 1, 1)
                .delivered(story, language, 1);
    }

    private static Obligation obligation(String id, String channel, Newslog log) {
        return Obligation.newBuilder()
                .setId(id)
                .setChannel(channel)
                .setRevision(2)
                .setOpenedAt(log.now())
                .setDueAt(log.now().plus(channel == null ? Duration.ofMinutes(10) : Duration.ofHours(8)))
                .build();
    }

    private static byte[] picture() throws IOException {
        BufferedImage image = new BufferedImage(960, 540, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setPaint(new GradientPaint(0, 0, new Color(0x9fb9c4), 0, 540, new Color(0x2f4a57)));
        g.fillRect(0, 0, 960, 540);
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
