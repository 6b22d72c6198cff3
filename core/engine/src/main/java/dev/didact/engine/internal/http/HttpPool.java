package dev.didact.engine.internal.http;

import dev.didact.api.Http;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// The connections of a process, shared by all that talk HTTP. Safe for use by many threads.
public final class HttpPool implements AutoCloseable {
    /// The largest answer, in bytes.
    static final int BODY_LIMIT = 16 * 1024 * 1024;

    private static final Timeout CONNECT = Timeout.ofSeconds(10);
    private static final int HEADER_LINE_LIMIT = 64 * 1024;
    private static final int HEADER_COUNT_LIMIT = 256;

    private final PoolingHttpClientConnectionManager connections;
    private final CloseableHttpClient client;

    private HttpPool(PoolingHttpClientConnectionManager connections, CloseableHttpClient client) {
        this.connections = connections;
        this.client = client;
    }

    /// Opens a pool without any connection.
    ///
    /// @param ceiling how many calls may be under way at the same time; a further one waits within its own deadline
    public static HttpPool open(int ceiling) {
        PoolingHttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(ceiling)
                .setMaxConnPerRoute(ceiling)
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.STRICT)
                .setConnPoolPolicy(PoolReusePolicy.LIFO)
                .setDefaultSocketConfig(
                        SocketConfig.custom().setTcpNoDelay(true).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(Timeout.DISABLED)
                        .setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND)
                        .build())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(HEADER_LINE_LIMIT)
                                .setMaxHeaderCount(HEADER_COUNT_LIMIT)
                                .build())
                        .build())
                .build();
        CloseableHttpClient client = HttpClients.custom()
                .setConnectionManager(connections)
                .setRequestExecutor(new FirstByteExecutor())
                .setRoutePlanner(new SystemDefaultRoutePlanner(ProxySelector.getDefault()))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.DISABLED)
                        .setResponseTimeout(Timeout.DISABLED)
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setUserAgent("didact")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableConnectionState()
                .build();
        return new HttpPool(connections, client);
    }

    /// A client on this pool that reaches these hosts and ports and nothing else.
    public Http reaching(Set<Reach> reach) {
        return new HostHttp(this, reach);
    }

    /// The same; offline, only those of them that are this machine.
    public Http reaching(Set<Reach> reach, boolean offline) {
        return reaching(offline ? reach.stream().filter(Reach::isHere).collect(Collectors.toSet()) : reach);
    }

    /// Whether a proxy of the system's settings looks up the host of an address and connects to it.
    static boolean isProxied(URI address) {
        ProxySelector selector = ProxySelector.getDefault();
        return selector != null
                && selector.select(address).stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
    }

    CloseableHttpClient client() {
        return client;
    }

    /// Lets go of every connection that nobody uses at the moment.
    void dropIdle() {
        connections.closeIdle(TimeValue.ZERO_MILLISECONDS);
    }

    /// Closes all connections; calls under way fail.
    @Override
    public void close() throws IOException {
        client.close();
    }
}
