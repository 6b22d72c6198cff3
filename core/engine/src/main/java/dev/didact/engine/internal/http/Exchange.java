package dev.didact.engine.internal.http;

import dev.didact.api.Http;
import dev.didact.engine.internal.http.FirstByteExecutor.StaleConnectionException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/// One request and its whole answer, on the wire. Runs once, on a thread of its own; may be aborted from any other.
final class Exchange implements Callable<Http.Answer> {
    private final HttpPool pool;
    private final Http.Call call;
    private final boolean anywhere;
    private volatile @Nullable HttpUriRequestBase current;
    private volatile boolean aborted;

    /// @param anywhere whether the host may lie in a private network or on this machine
    Exchange(HttpPool pool, Http.Call call, boolean anywhere) {
        this.pool = pool;
        this.call = call;
        this.anywhere = anywhere;
    }

    /// Closes the connection under the exchange, which fails at once.
    void abort() {
        aborted = true;
        HttpUriRequestBase request = current;
        if (request != null) {
            request.cancel();
        }
    }

    @Override
    public Http.Answer call() throws IOException {
        try {
            return once();
        } catch (StaleConnectionException e) {
            if (aborted) {
                throw e;
            }
            pool.dropIdle();
            return once();
        }
    }

    private Http.Answer once() throws IOException {
        var request = new HttpUriRequestBase(call.method(), call.uri());
        current = request;
        if (aborted) {
            request.cancel();
        }
        call.headers().forEach(request::setHeader);
        if (call.method().equals("POST")) {
            request.setEntity(new ByteArrayEntity(call.body(), null));
        }
        HttpHost target = target();
        try (ClassicHttpResponse response = pool.client().executeOpen(target, request, HttpClientContext.create())) {
            try {
                return new Http.Answer(response.getCode(), headers(response), read(response.getEntity()));
            } catch (IOException e) {
                // Before anything is closed: closing an answer that is not at its end would read the rest of it.
                request.cancel();
                throw e;
            }
        }
    }

    private HttpHost target() throws IOException {
        URI uri = call.uri();
        if (anywhere || HttpPool.isProxied(uri)) {
            return new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort());
        }
        return new HttpHost(uri.getScheme(), PublicAddress.of(uri.getHost()), uri.getHost(), uri.getPort());
    }

    private static byte[] read(@Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        long told = entity.getContentLength();
        int most = told >= 0 && told < HttpPool.BODY_LIMIT ? (int) told : HttpPool.BODY_LIMIT;
        byte[] body = entity.getContent().readNBytes(most + 1);
        if (body.length > HttpPool.BODY_LIMIT) {
            throw new BodyTooLargeException();
        }
        return body;
    }

    private static Map<String, List<String>> headers(ClassicHttpResponse response) {
        var headers = new HashMap<String, List<String>>();
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(header.getValue() == null ? "" : header.getValue());
        }
        headers.replaceAll((_, values) -> List.copyOf(values));
        return headers;
    }

    /// An answer is larger than [HttpPool#BODY_LIMIT].
    static final class BodyTooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
