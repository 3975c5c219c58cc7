package io.copyflow.runtime;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Waits for small bodies before anything else looks at a request, so that who sends slowly is not under way yet and holds up
 * nobody. Larger ones are read as they are looked at.
 */
final class WholeBodies implements Filter {

    /** In bytes. As many connections as there may be, each with as much, are little memory. */
    private static final int SMALL = 16 << 10;

    /** Whether the body of a request has arrived, or there is none, when its handlers begin. */
    static boolean waitsFor(HttpServletRequest request) {
        long stated = request.getContentLengthLong();
        // who asks first whether to send waits for an answer to that
        return stated >= 0 && stated <= SMALL && request.getHeader("Expect") == null;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean isWhole = request instanceof HttpServletRequest http && waitsFor(http);
        chain.doFilter(
                isWhole ? new Arrived((HttpServletRequest) request, (int) request.getContentLengthLong()) : request,
                response);
    }

    /** A request whose body has arrived, or broke off: then reading it says so where it broke. */
    private static final class Arrived extends HttpServletRequestWrapper {

        private final ServletInputStream body;

        Arrived(HttpServletRequest request, int length) {
            super(request);
            // one more than there is, so that its end is seen, and nobody has to look for more of it
            byte[] bytes = new byte[length + 1];
            int read = 0;
            IOException broken = null;
            try {
                InputStream coming = request.getInputStream();
                for (int now = 0; now >= 0 && read <= length; read += Math.max(now, 0)) {
                    now = coming.read(bytes, read, bytes.length - read);
                }
            } catch (IOException e) {
                broken = e;
            }
            body = new Body(bytes, read, broken);
        }

        @Override
        public ServletInputStream getInputStream() {
            return body;
        }
    }

    private static final class Body extends ServletInputStream {

        private final byte[] bytes;
        private final int length;
        private final @Nullable IOException broken;
        private int at;

        Body(byte[] bytes, int length, @Nullable IOException broken) {
            this.bytes = bytes;
            this.length = length;
            this.broken = broken;
        }

        @Override
        public int read() throws IOException {
            if (at < length) {
                return bytes[at++] & 0xff;
            }
            if (broken != null) {
                throw broken;
            }
            return -1;
        }

        @Override
        public boolean isFinished() {
            return at >= length && broken == null;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("It has been read.");
        }
    }
}
