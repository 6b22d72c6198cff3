package dev.didact.engine.internal.http;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/// Sends a request and tells a connection that had died in the pool from an endpoint that fails.
///
/// A server may close an idle connection at any time. A call that then picks it up fails before the first byte of an
/// answer, and nothing is wrong with call or server: [StaleConnectionException].
final class FirstByteExecutor extends HttpRequestExecutor {
    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            @Nullable HttpResponseInformationCallback informationCallback,
            HttpContext context)
            throws IOException, HttpException {
        EndpointDetails details = connection.getEndpointDetails();
        boolean reused = details != null && details.getResponseCount() > 0;
        long received = details == null ? 0 : details.getReceivedBytesCount();
        try {
            return super.execute(request, connection, informationCallback, context);
        } catch (IOException e) {
            if (reused && details.getReceivedBytesCount() == received) {
                throw new StaleConnectionException(e);
            }
            throw e;
        }
    }

    /// A connection that was used before gave out before the first byte of an answer.
    static final class StaleConnectionException extends IOException {
        private static final long serialVersionUID = 1L;

        StaleConnectionException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
