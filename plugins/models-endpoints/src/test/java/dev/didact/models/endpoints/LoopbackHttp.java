package dev.didact.models.endpoints;

import dev.didact.api.DidactException;
import dev.didact.api.Http;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// As small a host's HTTP as will do on loopback.
final class LoopbackHttp implements Http {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    @Override
    public Answer send(Call call) throws DidactException, InterruptedException {
        var request = HttpRequest.newBuilder(call.uri())
                .timeout(call.deadline())
                .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(request::header);
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), answer.headers().map(), answer.body());
        } catch (IOException e) {
            throw new DidactException.Transient("the connection failed", e);
        }
    }
}
