package dev.daybook.security;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Network address of a client: an IPv4 address, or the first 64 bits of an IPv6 address, since a client has all
 * addresses of such a network.
 */
public record ClientAddress(String network) {
    private static final ClientAddress UNKNOWN = new ClientAddress("unknown");
    private static final int NETWORK_BYTES = 8;

    public static ClientAddress of(@Nullable InetSocketAddress remote) {
        var address = remote == null ? null : remote.getAddress();
        if (address == null) {
            return UNKNOWN;
        }
        var bytes = address.getAddress();
        var network = address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes;
        return new ClientAddress(HexFormat.of().formatHex(network));
    }
}
