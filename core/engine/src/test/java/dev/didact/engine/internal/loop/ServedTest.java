package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.Http;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.Kind;
import dev.didact.engine.internal.document.SchemaOf;
import dev.didact.engine.internal.http.Reach;
import dev.didact.engine.internal.recipe.Component;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ServedTest {
    record At(Optional<URI> baseUrl, String note) {}

    private final List<URI> sent = new ArrayList<>();
    private final Http http = call -> {
        sent.add(call.uri());
        return new Http.Answer(200, Map.of(), new byte[0]);
    };

    private static Optional<Served> served(String... with) {
        var card = new ContributionCard(
                Kind.MODEL, "far", "Far", "", "preview", "org.example.far", "1.0.0", "abc", SchemaOf.of(At.class));
        return Served.of(Component.onLine(card, List.of(with), false));
    }

    private static Http.Call call(String address) {
        return new Http.Call("GET", URI.create(address), Map.of(), new byte[0], Duration.ofSeconds(1));
    }

    @Test
    void callsToPort0ComeToThePortThatWasFreeAndNothingElseDoes() throws Exception {
        Served served = served("base-url=http://127.0.0.1:0/v1", "note=x").orElseThrow();

        served.over(http).send(call("http://127.0.0.1:0/v1/chat?at=a:0/b"));
        served.over(http).send(call("http://127.0.0.1:8000/v1"));

        int port = served.actual().getPort();
        assertThat(port).isPositive();
        assertThat(served.chosen()).isTrue();
        assertThat(served.reach()).isEqualTo(new Reach("127.0.0.1", port, true, true));
        assertThat(sent)
                .containsExactly(
                        URI.create("http://127.0.0.1:" + port + "/v1/chat?at=a:0/b"),
                        URI.create("http://127.0.0.1:8000/v1"));
    }

    @Test
    void aPortThatTheRecipeNamesIsKept() {
        Served served = served("base-url=http://localhost:8000/v1", "note=x").orElseThrow();

        assertThat(served.chosen()).isFalse();
        assertThat(served.actual()).isEqualTo(URI.create("http://localhost:8000/v1"));
        assertThat(served.over(http)).isSameAs(http);
    }

    @Test
    void aModelWithoutAnAddressHasNoPlace() {
        assertThat(served("note=http://localhost:8000/")).isEmpty();
    }
}
