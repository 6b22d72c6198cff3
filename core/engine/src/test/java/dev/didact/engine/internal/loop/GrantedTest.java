package dev.didact.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.didact.api.DidactException;
import dev.didact.api.config.Default;
import dev.didact.api.config.SecretName;
import dev.didact.engine.Capabilities;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.Kind;
import dev.didact.engine.internal.document.SchemaOf;
import dev.didact.engine.internal.http.Reach;
import dev.didact.engine.internal.recipe.Component;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GrantedTest {
    record Mirror(URI address, Optional<SecretName> key) {}

    record Config(
            @Default("http://author.example:80/v1") URI main,
            @Default("[]") List<Mirror> mirrors,
            String note) {}

    private static final Capabilities DECLARED = new Capabilities(
            true, List.of("api.example.com:443"), List.of("env:EXAMPLE_KEY"), List.of(), "looks things up");

    private static Granted granted(Capabilities declared, String... with) {
        var card = new ContributionCard(
                Kind.MODEL, "far", "Far", "", "preview", "org.example.far", "1.0.0", "abc", SchemaOf.of(Config.class));
        return Granted.of(Component.onLine(card, List.of(with), false), declared);
    }

    @Test
    void theUserGrantsWhatStandsInTheConfigurationWhereverItStands() {
        Granted granted = granted(
                Capabilities.undeclared(),
                "mirrors=[{ address: \"http://10.0.0.7:8000/v1\", key: \"env:MIRROR_KEY\" }]",
                "note=http://elsewhere.example/");

        assertThat(granted.network()).containsExactly(new Reach("10.0.0.7", 8000, true, true));
        assertThat(granted.secrets()).containsExactly("env:MIRROR_KEY");
    }

    @Test
    void theManifestGrantsPublicHostsWithTlsAndADefaultOfTheAuthorGrantsNothing() {
        Granted granted = granted(DECLARED);

        assertThat(granted.network()).containsExactly(new Reach("api.example.com", 443, false, false));
        assertThat(granted.secrets()).containsExactly("env:EXAMPLE_KEY");
    }

    @Test
    void aSecretIsHandedOnlyToWhomItWasGranted() throws DidactException {
        var world = new RunContext.World(
                7,
                Path.of("."),
                () -> Path.of("work"),
                1,
                Map.of("EXAMPLE_KEY", "k-example", "OTHER_KEY", "k-other"),
                () -> Instant.EPOCH);
        try (var context = new RunContext(
                world,
                "model/far",
                _ -> {
                    throw new IllegalStateException();
                },
                granted(DECLARED).secrets(),
                (_, _, _) -> {},
                _ -> {})) {
            assertThat(context.secret(new SecretName("env:EXAMPLE_KEY"))).isEqualTo("k-example");
            assertThatExceptionOfType(DidactException.Denied.class)
                    .isThrownBy(() -> context.secret(new SecretName("env:OTHER_KEY")))
                    .withMessageContaining("env:OTHER_KEY is granted to model/far neither")
                    .satisfies(denied -> assertThat(denied.capability()).isEqualTo("secret env:OTHER_KEY"));
        }
    }
}
