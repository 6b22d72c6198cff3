package dev.didact.engine.internal.http;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// The system properties that say by which proxy connections leave this machine and whose certificates they believe.
/// Another JVM that stands in for this one needs the same.
public final class ConnectionProperties {
    private static final List<String> NAMES = List.of(
            "java.net.useSystemProxies",
            "http.proxyHost",
            "http.proxyPort",
            "http.nonProxyHosts",
            "https.proxyHost",
            "https.proxyPort",
            "socksProxyHost",
            "socksProxyPort",
            "socksProxyVersion",
            "socksNonProxyHosts",
            "java.net.socks.username",
            "java.net.socks.password",
            "javax.net.ssl.trustStore",
            "javax.net.ssl.trustStoreType",
            "javax.net.ssl.trustStoreProvider",
            "javax.net.ssl.trustStorePassword");

    private ConnectionProperties() {}

    /// Those that this process has.
    public static Map<String, String> here() {
        return NAMES.stream()
                .filter(name -> System.getProperty(name) != null)
                .collect(Collectors.toMap(name -> name, name -> Objects.requireNonNull(System.getProperty(name))));
    }
}
