package io.copyflow.desk.picture;

import io.copyflow.contract.MediaReference;
import io.copyflow.desk.aid.Pictures;
import io.copyflow.desk.web.House;
import io.copyflow.desk.web.Missing;
import io.copyflow.desk.web.Reply;
import io.copyflow.desk.web.Screen;
import io.copyflow.desk.web.Visit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/** The bytes of a picture, from where all bytes lie: no page of the desk fetches anything from elsewhere. */
public final class PictureScreen implements Screen {

    /** What a browser shows and never runs. */
    private static final Set<String> SHOWN =
            Set.of("image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4", "video/webm");

    private final House house;

    public PictureScreen(House house) {
        this.house = house;
    }

    @Override
    public void addTo(Routes routes) {
        routes.page("/media/{hash}", this::show);
    }

    private Reply show(Visit visit) {
        String hash = visit.path("hash");
        Pictures pictures = house.aids().pictures();
        try {
            Pictures.Picture picture = pictures == null || !MediaReference.isHash(hash) ? null : pictures.find(hash);
            if (picture == null || !SHOWN.contains(picture.mediaType())) {
                if (picture != null) {
                    picture.content().close();
                }
                return Missing.reply(visit);
            }
            return new Reply.Bytes(picture.mediaType(), picture.bytes(), picture.content());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
