package io.copyflow.channels.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The parts of a {@code multipart/form-data} body, as a server reads it. */
final class Parts {

    final Map<String, byte[]> parts = new LinkedHashMap<>();
    final Map<String, String> types = new LinkedHashMap<>();

    static boolean isMultipart(HttpExchange request) {
        return type(request).startsWith("multipart/form-data");
    }

    private static String type(HttpExchange request) {
        return String.valueOf(request.getRequestHeaders().getFirst("Content-Type"));
    }

    /** @param body a byte a character */
    Parts(HttpExchange request, String body) {
        String boundary = "--" + type(request).replaceFirst(".*boundary=", "");
        for (String part : body.split(Pattern.quote(boundary))) {
            int gap = part.indexOf("\r\n\r\n");
            if (gap > 0) {
                String head = part.substring(0, gap);
                String name = head.replaceFirst("(?s).*?[ ;]name=\"([^\"]*)\".*", "$1");
                parts.put(name, part.substring(gap + 4, part.length() - 2).getBytes(ISO_8859_1));
                if (head.contains("Content-Type: ")) {
                    types.put(name, head.replaceFirst("(?s).*Content-Type: (\\S+).*", "$1"));
                }
            }
        }
    }

    String text(String name) {
        byte[] part = parts.get(name);
        return part == null ? "" : new String(part, UTF_8);
    }
}
