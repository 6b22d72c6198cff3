package dev.didact.engine.internal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.engine.Behaviour;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.Finding;
import dev.didact.engine.Finding.Area;
import dev.didact.engine.Finding.Severity;
import dev.didact.engine.PluginVerification;
import dev.didact.engine.internal.document.SchemaOf;
import dev.didact.engine.internal.host.Deadlines;
import dev.didact.engine.internal.host.FixturePlugin;
import dev.didact.engine.internal.host.HostSettings;
import dev.didact.engine.internal.host.PluginHost;
import dev.didact.engine.internal.loop.LoneContribution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Isolated("what is looked at is taken to another language and time zone, with the whole process")
class BehavioursTest {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private Path plugin(String source) {
        return FixturePlugin.of("org.example.looked", "1.0.0", source).zipInto(folder.resolve("plugins"), "looked.zip");
    }

    private List<Finding> verified(String source) throws Exception {
        return PluginVerification.of(plugin(source), _ -> true).findings().stream()
                .filter(finding -> finding.area() != Area.PACKAGING)
                .toList();
    }

    private List<Finding> look(String source, Behaviour behaviour, Duration longest) throws Exception {
        return look(source, longest, behaviours -> behaviours.findings(behaviour));
    }

    private interface Look {
        List<Finding> at(Behaviours behaviours) throws InterruptedException;
    }

    private List<Finding> look(String source, Duration longest, Look look) throws Exception {
        plugin(source);
        var settings = new HostSettings(
                List.of(folder.resolve("plugins")),
                Optional.empty(),
                folder.resolve("cache"),
                2,
                Deadlines.usual(),
                SchemaOf::of);
        try (PluginHost host = PluginHost.open(settings)) {
            ContributionCard card = host.catalog().plugins().stream()
                    .filter(one -> one.id().equals("org.example.looked"))
                    .findFirst()
                    .orElseThrow()
                    .contributions()
                    .getFirst();
            return look.at(Behaviours.of(
                    new LoneContribution(card, host), MadeUp.material("", folder.resolve("work"), List.of()), longest));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REMOTE_MODEL")
    void nothingIsSaidOfWhatBehaves(Good good) throws Exception {
        assertThat(look(good.source(), LONGEST, Behaviours::all)).isEmpty();
    }

    @Test
    void whatNeedsANetworkIsNotLookedAtAndSaysSo() throws Exception {
        assertThat(verified(Good.REMOTE_MODEL.source())).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.NOTE);
            assertThat(finding.message())
                    .startsWith("not looked at: what model 'looked' does; ")
                    .contains("there is no network here");
        });
    }

    @Test
    void whatReachesForFilesWhenItIsMadeIsNamed() throws Exception {
        String source = Good.SOURCE.broken(
                "public record Config", "public Looked() { Files.exists(Path.of(\"x\")); } public record Config");
        assertThat(verified(source))
                .anyMatch(finding -> finding.area() == Area.LIFE
                        && finding.message()
                                .equals("org.example.Looked reaches for files when it is made"
                                        + " (java.nio.file.Files.exists)"));
    }

    @Test
    void aRecordThatThrowsOnTheExamplesOfItsOwnSchemaIsNamedWithItsLine() throws Exception {
        String source = Good.SOURCE.broken(
                "int items) {}", "int items) { public Config { throw new AssertionError(\"never\"); } }");
        assertThat(verified(source)).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.REFUSED);
            assertThat(finding.message())
                    .startsWith("source 'looked' breaks when the examples of its own schema are bound: plugin"
                            + " org.example.looked@1.0.0 failed: AssertionError: never at org.example.Looked");
        });
    }

    @Test
    void whatNeverComesBackIsGivenUp() throws Exception {
        String source = Good.SOURCE.broken("each.hasNext() ?", "Static.waits() ?")
                + "final class Static { static boolean waits() throws InterruptedException {"
                + " new java.util.concurrent.CountDownLatch(1).await(); return true; } }";
        assertThat(look(source, Behaviour.UNIQUE_IDS, Duration.ofMillis(200)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("did not come back within"));
    }

    @ParameterizedTest
    @MethodSource("dev.didact.engine.internal.verify.Broken#all")
    void whatIsBrokenIsNamedWithItsCure(Broken broken) throws Exception {
        assertThat(look(broken.source(), broken.behaviour(), LONGEST))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(broken.severity());
                    assertThat(finding.area()).isEqualTo(broken.behaviour().area());
                    assertThat(finding.message()).contains("'looked' ").contains(broken.says());
                    assertThat(finding.cure()).isNotBlank();
                });
    }
}
