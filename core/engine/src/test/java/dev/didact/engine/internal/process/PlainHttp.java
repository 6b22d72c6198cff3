package dev.didact.engine.internal.process;

import dev.didact.api.DidactException;
import dev.didact.api.Http;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Map;

/// As much of the host's HTTP client as a server is asked by whether it is ready.
final class PlainHttp implements Http {
    @Override
    public Answer send(Call call) throws DidactException {
        try {
            var connection = (HttpURLConnection) call.uri().toURL().openConnection();
            connection.setConnectTimeout((int) call.deadline().toMillis());
            connection.setReadTimeout((int) call.deadline().toMillis());
            return new Answer(
                    connection.getResponseCode(),
                    Map.of(),
                    connection.getInputStream().readAllBytes());
        } catch (IOException e) {
            throw new DidactException.Transient(String.valueOf(e.getMessage()), e);
        }
    }
}
