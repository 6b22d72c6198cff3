package dev.didact.engine.internal.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

/// One host and port that an instance may reach.
///
/// @param host name or address in lower case, an IPv6 address without brackets
/// @param port the port
/// @param plain whether it may be reached without TLS although it is another machine
/// @param anywhere whether it may lie in a private network or on this machine
public record Reach(String host, int port, boolean plain, boolean anywhere) {
    /// What a recipe grants by naming an address: exactly its host and port, wherever it lies, and without TLS where
    /// the address says `http`.
    ///
    /// @throws IllegalArgumentException if it is no absolute `http` or `https` address
    public static Reach granted(URI address) {
        return new Reach(hostOf(address), portOf(address), plain(address), true);
    }

    /// What a manifest declares: a host and port on the public network, with TLS.
    ///
    /// @param endpoint `HOST:PORT`
    public static Reach declared(String endpoint) {
        int colon = endpoint.lastIndexOf(':');
        return new Reach(
                normal(endpoint.substring(0, colon)), Integer.parseInt(endpoint.substring(colon + 1)), false, false);
    }

    /// Whether it is this machine.
    public boolean isHere() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /// Whether it covers an address.
    boolean covers(URI address) {
        return host.equals(hostOf(address)) && port == portOf(address) && (plain || !plain(address) || loopback(host));
    }

    /// The host and port of an address, as one writes them: `localhost:8000`.
    static String authority(URI address) {
        return address.getHost() + ":" + portOf(address);
    }

    private static String hostOf(URI address) {
        if (address.getHost() == null) {
            throw new IllegalArgumentException("'" + address + "' names no host");
        }
        return normal(address.getHost());
    }

    private static int portOf(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return plain(address) ? 80 : 443;
    }

    private static boolean plain(URI address) {
        if ("http".equalsIgnoreCase(address.getScheme())) {
            return true;
        }
        if ("https".equalsIgnoreCase(address.getScheme())) {
            return false;
        }
        throw new IllegalArgumentException("'" + address + "' is no http or https address");
    }

    private static String normal(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.startsWith("[") && lower.endsWith("]") ? lower.substring(1, lower.length() - 1) : lower;
    }

    private static boolean loopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
