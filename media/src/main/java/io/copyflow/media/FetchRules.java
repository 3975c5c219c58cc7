package io.copyflow.media;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/**
 * Which addresses pictures may be fetched from: those of the open network, and the hosts that are named. Whoever hands a
 * story in must not make this server ask its own neighbours.
 *
 * @param allowed hosts that may have any address, in lower case
 */
public record FetchRules(List<String> allowed) {

    public FetchRules {
        allowed = allowed.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    }

    /** Whether an address of a host may be asked. */
    boolean mayAsk(String host, InetAddress address) {
        return allowed.contains(host.toLowerCase(Locale.ROOT)) || isOpen(address);
    }

    /** Whether it belongs to the open network, by the registries of special addresses (RFC 6890 and its successors). */
    public static boolean isOpen(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return switch (address) {
            case Inet4Address _ -> isOpen(bytes, 0);
            case Inet6Address _ -> isOpenOf6(bytes);
            default -> false;
        };
    }

    private static boolean isOpen(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        int second = bytes[at + 1] & 0xFF;
        int third = bytes[at + 2] & 0xFF;
        return switch (first) {
            case 0, 10, 127 -> false;
            case 100 -> second < 64 || second > 127;
            case 169 -> second != 254;
            case 172 -> second < 16 || second > 31;
            case 192 ->
                !(second == 168 || (second == 0 && (third == 0 || third == 2)) || (second == 88 && third == 99));
            case 198 -> !(second == 18 || second == 19 || (second == 51 && third == 100));
            case 203 -> !(second == 0 && third == 113);
            default -> first < 224;
        };
    }

    private static boolean isOpenOf6(byte[] bytes) {
        int first = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
        int second = (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF;
        if (first == 0x2002) {
            return isOpen(bytes, 2); // 6to4 carries an IPv4 address
        }
        if (first == 0x64 && second == 0xFF9B) {
            return isOpen(bytes, 12); // NAT64 does
        }
        // the rest of what is not global unicast: unique local, mapped IPv4, reserved; and Teredo, documentation
        return (first & 0xE000) == 0x2000 && !(first == 0x2001 && (second < 0x200 || second == 0xDB8));
    }
}
