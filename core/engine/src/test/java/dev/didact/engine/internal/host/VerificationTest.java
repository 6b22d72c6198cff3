package dev.didact.engine.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.engine.Finding;
import dev.didact.engine.Finding.Area;
import dev.didact.engine.Finding.Severity;
import dev.didact.engine.PluginOffer;
import dev.didact.engine.PluginVerification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Isolated("what is looked at is taken to another language and time zone, with the whole process")
class VerificationTest {
    @TempDir
    Path folder;

    private static FixturePlugin plugin(String members, String grade) {
        return FixturePlugin.of("org.example.looked", "1.0.0", FixturePlugin.rubric("Looked", members, grade));
    }

    private PluginVerification look(FixturePlugin plugin) throws Exception {
        plugin.zipInto(folder.resolve("plugins"), "looked.zip");
        return PluginVerification.of(folder.resolve("plugins/looked.zip"), _ -> true);
    }

    private static Finding only(PluginVerification verification, Area area) {
        return only(verification, area, "");
    }

    private static Finding only(PluginVerification verification, Area area, String message) {
        return verification.findings().stream()
                .filter(finding -> finding.area() == area && finding.message().contains(message))
                .reduce((first, second) -> {
                    throw new AssertionError("several: " + verification);
                })
                .orElseThrow(() -> new AssertionError("none: " + verification));
    }

    @Test
    void aPluginThatDoesNothingWrongIsNotRefused() throws Exception {
        PluginVerification verification = look(plugin("", ""));
        assertThat(verification.refused()).as("%s", verification).isFalse();
        assertThat(verification.plugin()).isEqualTo("org.example.looked");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "System.exit(1);|CAPABILITIES|REFUSED|calls System.exit in",
                "Runtime.getRuntime().halt(1);|CAPABILITIES|REFUSED|calls Runtime.halt in",
                "try { new ProcessBuilder(\"ls\").start(); } catch (Exception e) { throw new IllegalStateException(e); }|CAPABILITIES|REFUSED|starts programs",
                "try { new java.net.Socket(\"a\", 1); } catch (Exception e) { throw new IllegalStateException(e); }|CAPABILITIES|REFUSED|reaches the network past the host",
                "Thread.ofVirtual();|CAPABILITIES|WARNING|has threads of its own",
                "System.loadLibrary(\"x\");|CAPABILITIES|REFUSED|calls native code",
                "Thread.setDefaultUncaughtExceptionHandler(null);|CAPABILITIES|REFUSED|changes the whole program",
                "java.security.Security.removeProvider(\"SUN\");|CAPABILITIES|REFUSED|changes the whole program",
                "new java.io.File(\"x\"); try { java.nio.file.Files.readString(java.nio.file.Path.of(\"x\")); } catch (Exception e) { throw new IllegalStateException(e); }|CAPABILITIES|WARNING|reads or writes files",
                "System.out.println();|CAPABILITIES|WARNING|writes to the streams",
                "java.time.Instant.now();|DETERMINISM|WARNING|asks for the time past the host",
                "new java.util.Random();|DETERMINISM|WARNING|draws at random past the host",
                "sun.misc.Unsafe.class.getName();|ISOLATION|REFUSED|which is the JDK's own",
            })
    void whatCodeDoesAndDoesNotSayIsNamedWithItsClass(String code, Area area, Severity severity, String does)
            throws Exception {
        Finding finding = only(look(plugin("", code)), area);
        assertThat(finding.severity()).isEqualTo(severity);
        assertThat(finding.message()).contains("org.example.Looked ").contains(does);
        assertThat(finding.cure()).isNotBlank();
    }

    @Test
    void aRandomWithASeedIsNoFinding() throws Exception {
        assertThat(look(plugin("", "new java.util.Random(7);")).findings())
                .noneMatch(finding -> finding.area() == Area.DETERMINISM);
    }

    @Test
    void aThreadThatItLeavesIsNamed() throws Exception {
        String constructor = """
                public Looked() {
                    Thread forgotten = new Thread(() -> {
                        try {
                            Thread.sleep(600_000);
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }, "forgotten");
                    forgotten.setDaemon(true);
                    forgotten.start();
                }
                """;
        FixturePlugin declared = plugin(constructor, "")
                .changingManifest(text -> text.replaceFirst("\\{", "{ \"capabilities\": { \"threads\": true },"));
        Finding finding = only(look(declared), Area.LIFE);
        assertThat(finding.severity()).isEqualTo(Severity.REFUSED);
        assertThat(finding.message()).contains("thread 'forgotten' of it still runs");
        assertThat(finding.cure()).contains("Context.own()");
    }

    @Test
    void aConstructorThatThrowsIsRefused() throws Exception {
        String constructor = "public Looked() { throw new IllegalStateException(\"no luck\"); }";
        assertThat(only(look(plugin(constructor, "")), Area.LIFE).message()).contains("no luck");
    }

    @Test
    void criteriaThatChangeAreRefused() throws Exception {
        String count = "private static int asked; private String next() { return \"c\" + asked++; }";
        FixturePlugin changing = FixturePlugin.of(
                "org.example.looked",
                "1.0.0",
                FixturePlugin.rubric("Looked", count, "")
                        .replace("Criterion.yesNo(\"polite\"", "Criterion.yesNo(next()"));
        assertThat(look(changing).findings())
                .anyMatch(finding -> finding.area() == Area.DETERMINISM && finding.severity() == Severity.REFUSED);
    }

    @Test
    void aBundledApiIsRefusedWithTheScopeThatKeepsItOut() throws Exception {
        byte[] jar = FixturePlugin.zip(Map.of("org/slf4j/Logger.class", new byte[10]));
        Finding finding = only(look(plugin("", "").with("lib/slf4j-api.jar", jar)), Area.PACKAGING, "brings along");
        assertThat(finding.message()).startsWith("lib/slf4j-api.jar brings along org.slf4j.Logger");
        assertThat(finding.cure()).contains("provided");
    }

    @Test
    void aClassThatIsNotInTheArchiveIsNamed() throws Exception {
        String members = "private Helper helper = new Helper();";
        FixturePlugin plugin = FixturePlugin.of(
                        "org.example.looked",
                        "1.0.0",
                        FixturePlugin.rubric("Looked", members, ""),
                        "package org.example; public class Helper {}")
                .without("classes/org/example/Helper.class");
        Finding finding = only(look(plugin), Area.ISOLATION);
        assertThat(finding.message()).contains("org.example.Looked uses org.example.Helper, which is neither in it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"id\": \"looked\"|\"id\": \"other\"|contributes 'looked' and its manifest says 'other'",
                "org.example.Looked|org.example.Gone|its manifest lists org.example.Gone, which is not in it",
                "\"version\": \"1.0.0\"|\"version\": \"2.0.0\"|its plugin.properties has plugin.version=1.0.0",
                ">=25|>=21|it says that it works with Java >=21 and org.example.Looked needs Java 25",
                "\"schema\": 1|\"schema\": 1, \"colour\": 1|unknown key 'colour'",
                "\"id\": \"org.example.looked\"|\"id\": \"looked\"|its id 'looked' has no namespace",
            })
    void aManifestThatSaysOtherwiseIsRefused(String before, String after, String message) throws Exception {
        FixturePlugin plugin = plugin("", "").changingManifest(text -> {
            assertThat(text).contains(before);
            return text.replace(before, after);
        });
        assertThat(look(plugin).findings())
                .anyMatch(finding -> finding.severity() == Severity.REFUSED
                        && finding.area() == Area.PACKAGING
                        && finding.message().contains(message));
    }

    @Test
    void aSchemaOfAnotherBuildIsRefused() throws Exception {
        String source = FixturePlugin.rubric("Looked", "public record Config(int words) {}", "")
                .replace("NoConfig", "Looked.Config");
        FixturePlugin plugin = FixturePlugin.of("org.example.looked", "1.0.0", source)
                .changingManifest(text -> text.replace("\"words\"", "\"letters\""));
        Finding finding = only(look(plugin), Area.CONFIG);
        assertThat(finding.message())
                .contains("rubric 'looked' takes {\"words\"")
                .contains("{\"letters\"");
    }

    @Test
    void codeIsRunOnlyIfSomebodyAgreedWhoSawWhatItIs() throws Exception {
        plugin("static { System.getProperties().put(\"looked.loaded\", \"yes\"); }", "")
                .zipInto(folder.resolve("plugins"), "looked.zip");
        List<PluginOffer> offers = new ArrayList<>();
        PluginVerification verification = PluginVerification.of(folder.resolve("plugins/looked.zip"), offer -> {
            offers.add(offer);
            return false;
        });
        assertThat(System.getProperty("looked.loaded")).isNull();
        assertThat(offers)
                .singleElement()
                .satisfies(offer ->
                        assertThat(offer.plugin().capabilities().code()).isTrue());
        Finding finding = only(verification, Area.LIFE);
        assertThat(finding.severity()).isEqualTo(Severity.NOTE);
        assertThat(finding.message()).contains("its code was not run");
    }

    @Test
    void whatIsNoArchiveIsRefusedWithTheCure() throws Exception {
        Path file = Files.writeString(folder.resolve("broken.zip"), "no zip");
        PluginVerification verification = PluginVerification.of(file, _ -> true);
        assertThat(verification.refused()).isTrue();
        assertThat(verification.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.cure()).contains("copy or build it again"));
    }
}
