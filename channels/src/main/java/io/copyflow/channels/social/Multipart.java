package io.copyflow.channels.social;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.jspecify.annotations.Nullable;

/** A body of fields and one file, {@code multipart/form-data} (RFC 7578). */
final class Multipart {

    private final String boundary;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** @param hash of the file, which the file cannot contain, and so parts it from what is around it */
    Multipart(String hash) {
        this.boundary = "copyflow-" + hash;
    }

    Multipart field(String name, String value) {
        return part("form-data; name=\"" + name + "\"", null, value.getBytes(UTF_8));
    }

    Multipart file(String name, String contentType, byte[] bytes) {
        return part("form-data; name=\"" + name + "\"; filename=\"picture\"", contentType, bytes);
    }

    private Multipart part(String disposition, @Nullable String contentType, byte[] bytes) {
        String head = "--" + boundary + "\r\nContent-Disposition: " + disposition + "\r\n"
                + (contentType == null ? "" : "Content-Type: " + contentType + "\r\n") + "\r\n";
        body.writeBytes(head.getBytes(UTF_8));
        body.writeBytes(bytes);
        body.writeBytes("\r\n".getBytes(UTF_8));
        return this;
    }

    HttpRequest.Builder post(HttpRequest.Builder request) {
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(UTF_8));
        return request.setHeader("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()));
    }
}
