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

    /// Whether an address is one of the public network, by the registries of special addresses (RFC 6890, RFC 4291, RFC
    /// 9637).
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
            boolean examples = (first == 192 && second == 0 && bytes[2] == 2)
                    || (first == 198 && second == 51 && bytes[2] == 100)
                    || (first == 203 && second == 0 && bytes[2] == 113);
            boolean reserved = first >= 240;
            return !(thisNetwork || sharedByCarrier || protocolAssignments || benchmarks || examples || reserved);
        }
        boolean global = (first & 0xe0) == 0x20;
        boolean protocolAssignments = first == 0x20 && second == 1 && (bytes[2] & 0xfe) == 0;
        boolean holdsAnother = first == 0x20 && second == 2;
        boolean examples = (first == 0x20 && second == 1 && bytes[2] == 0x0d && (bytes[3] & 0xff) == 0xb8)
                || (first == 0x3f && second == 0xff && (bytes[2] & 0xf0) == 0);
        return global && !(protocolAssignments || holdsAnother || examples);
    }

    /// A name that a manifest declares means a machine that only a user may grant.
    static final class PrivateException extends IOException {
        private static final long serialVersionUID = 1L;

        PrivateException(InetAddress address) {
            super(address.getHostAddress());
        }
    }
}
