package dev.didact.engine.internal.http;

import java.io.IOException;
import java.net.InetAddress;

/// The address of a host on the public network, looked up once, so that what was checked is what is connected to: a
/// name that means something else a moment later (DNS rebinding) gains nothing.
final class PublicAddress {
    private PublicAddress() {}

    /// Looks a name up.
    ///
    /// @throws PrivateException if any of its addresses belongs to this machine or a private network
    static InetAddress of(String host) throws IOException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        for (InetAddress address : addresses) {
            if (!isPublic(address)) {
                throw new PrivateException(address);
            }
        }
        return addresses[0];
    }

    /// Whether an address is one of the public network, by the registries of special addresses (RFC 6890, RFC 4193).
    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (bytes.length == 4) {
            boolean thisNetwork = first == 0;
            boolean sharedByCarrier = first == 100 && second >= 64 && second < 128;
            boolean protocolAssignments = first == 192 && second == 0 && bytes[2] == 0;
            boolean benchmarks = first == 198 && (second == 18 || second == 19);
            boolean reserved = first >= 240;
            return !(thisNetwork || sharedByCarrier || protocolAssignments || benchmarks || reserved);
        }
        boolean uniqueLocal = (first & 0xfe) == 0xfc;
        boolean translated = first == 0 && second == 0x64;
        return !(uniqueLocal || translated);
    }

    /// A name that a manifest declares means a machine that only a user may grant.
    static final class PrivateException extends IOException {
        private static final long serialVersionUID = 1L;

        PrivateException(InetAddress address) {
            super(address.getHostAddress());
        }
    }
}
