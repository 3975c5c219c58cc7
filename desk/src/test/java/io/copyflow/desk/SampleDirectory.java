package io.copyflow.desk;

import io.copyflow.catalogue.TrustedClasses;
import io.copyflow.directory.Directory;
import io.copyflow.schemas.directory.Bureau;
import io.copyflow.schemas.directory.Desk;
import io.copyflow.schemas.directory.DirectoryEntry;
import io.copyflow.schemas.directory.Edition;
import io.copyflow.schemas.directory.Newsroom;
import io.copyflow.schemas.directory.Person;
import io.copyflow.schemas.directory.Role;
import io.copyflow.schemas.directory.TranslateWhen;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.avro.specific.SpecificRecord;

/** A small invented newsroom. */
public final class SampleDirectory {

    private SampleDirectory() {}

    public static Directory of() {
        return of(null);
    }

    /** @param claimLimit null for none */
    public static Directory of(Integer claimLimit) {
        TrustedClasses.trust();
        ConcurrentSkipListMap<String, DirectoryEntry> entries = new ConcurrentSkipListMap<>();
        put(
                entries,
                "newsroom",
                Newsroom.newBuilder()
                        .setId("farlight")
                        .setName("Farlight Dispatch")
                        .setHomeLanguage("en")
                        .setSignOffs(2)
                        .setClaimLimit(claimLimit)
                        .build());
        put(
                entries,
                "desk/climate",
                Desk.newBuilder().setId("climate").setName("Climate").build());
        put(
                entries,
                "desk/world",
                Desk.newBuilder().setId("world").setName("World").build());
        put(
                entries,
                "bureau/nairobi",
                Bureau.newBuilder()
                        .setId("nairobi")
                        .setName("Nairobi")
                        .setCountry("KE")
                        .setTimeZone("Africa/Nairobi")
                        .build());
        for (String language : List.of("en", "fr", "ar", "zh-Hans", "kk-Cyrl", "ru", "th", "ja")) {
            put(
                    entries,
                    "edition/" + language,
                    Edition.newBuilder()
                            .setLanguage(language)
                            .setName(language)
                            .setTranslate(TranslateWhen.ON_SUBMISSION)
                            .setLeaseMillis(7_200_000)
                            .build());
        }
        person(entries, "naliaka.barasa", "Naliaka Barasa", Role.REPORTER, "en");
        person(entries, "awa.ndoye", "Awa Ndoye", Role.TRANSLATOR, "fr", "ar");
        person(entries, "harriet.penhallow", "Harriet Penhallow", Role.EDITOR, "en", "fr", "ar", "zh-Hans");
        person(entries, "samir.daher", "Samir Daher", Role.EDITOR, "ar", "en");
        person(entries, "odile.faure", "Odile Faure", Role.WEB_EDITOR, "en", "fr");
        person(entries, "tom.aldridge", "Tom Aldridge", Role.WEB_EDITOR, "en", "fr");
        person(entries, "ingrid.solheim", "Ingrid Solheim", Role.CHIEF, "en", "fr", "ar", "zh-Hans", "kk-Cyrl");
        return new Directory(
                entries::get,
                prefix -> List.copyOf(
                        entries.subMap(prefix, prefix + Character.MAX_VALUE).values()));
    }

    private static void person(
            ConcurrentSkipListMap<String, DirectoryEntry> entries,
            String id,
            String name,
            Role role,
            String... languages) {
        put(
                entries,
                "person/" + id,
                Person.newBuilder()
                        .setId(id)
                        .setName(name)
                        .setRoles(List.of(role))
                        .setLanguages(List.of(languages))
                        .setDesk(null)
                        .setBureau("nairobi")
                        .build());
    }

    private static void put(ConcurrentSkipListMap<String, DirectoryEntry> entries, String key, SpecificRecord body) {
        entries.put(
                key,
                DirectoryEntry.newBuilder()
                        .setAppliedAt(Newslog.BEGIN)
                        .setBody(body)
                        .build());
    }
}
