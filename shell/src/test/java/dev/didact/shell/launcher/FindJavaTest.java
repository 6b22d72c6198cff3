package dev.didact.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.shell.launcher.Machine.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class FindJavaTest {

    @TempDir
    Path temporary;

    private Machine machine;
    private Path didact;

    @BeforeEach
    void install() throws IOException {
        machine = new Machine(temporary);
        didact = machine.distribution("opt/didact");
    }

    @Test
    void didactJavaWinsOverEverything() throws Exception {
        machine.java("opt/didact/runtime", "25.0.3");
        machine.set("JAVA_HOME", machine.java("home25", "25"));
        machine.set("DIDACT_JAVA", machine.java("chosen", "26-ea"));
        assertThat(ran()).isEqualTo("ran chosen");
    }

    @Test
    void didactJavaMayNameTheExecutable() throws Exception {
        machine.set("DIDACT_JAVA", machine.java("chosen", "25").resolve("bin/java"));
        assertThat(ran()).isEqualTo("ran chosen");
    }

    @Test
    void aWrongDidactJavaIsAnErrorAndNeverReplaced() throws Exception {
        machine.java("opt/didact/runtime", "25");
        Path old = machine.java("old", "17.0.15");
        machine.set("DIDACT_JAVA", old);
        Outcome outcome = machine.run(didact);
        assertThat(outcome.exit()).isEqualTo(4);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).containsExactly("didact: DIDACT_JAVA=" + old + " is not a Java 25 or newer");
    }

    @Test
    void theOrderIsBundledThenBuiltThenJavaHomeThenPathThenUsualFolders() throws Exception {
        machine.java("usr/lib/jvm/jdk-25", "25");
        assertThat(ran()).isEqualTo("ran usr/lib/jvm/jdk-25");
        machine.onPath(machine.java("anywhere", "25.0.1").resolve("bin/java"));
        assertThat(ran()).isEqualTo("ran anywhere");
        machine.set("JAVA_HOME", machine.java("java-home", "25.0.2"));
        assertThat(ran()).isEqualTo("ran java-home");
        Files.writeString(machine.path("opt/didact-java-home"), machine.java("built", "25.0.3") + "\n");
        assertThat(ran()).isEqualTo("ran built");
        machine.java("opt/didact/runtime", "25.0.4");
        assertThat(ran()).isEqualTo("ran opt/didact/runtime");
    }

    @Test
    void anOldJavaIsSkippedWhereverItIsFound() throws Exception {
        machine.set("JAVA_HOME", "");
        machine.onPath(machine.java("usr/lib/jvm/jdk-17", "17.0.15").resolve("bin/java"));
        machine.java("usr/lib/jvm/jdk-8", "1.8.0_402");
        machine.java("usr/lib/jvm/temurin", "25.0.3");
        assertThat(ran()).isEqualTo("ran usr/lib/jvm/temurin");
    }

    @Test
    void aJavaThatTheBuildChoseAndThatIsGoneIsSkipped() throws Exception {
        Files.writeString(machine.path("opt/didact-java-home"), machine.path("gone") + "\n");
        machine.java("home/.sdkman/candidates/java/25.0.3-tem", "25.0.3");
        assertThat(ran()).isEqualTo("ran home/.sdkman/candidates/java/25.0.3-tem");
    }

    @Test
    void theLowestSufficientVersionOfTheUsualFoldersIsTaken() throws Exception {
        machine.java("usr/lib/jvm/a-27", "27");
        machine.java("opt/java/b-25", "25.0.1");
        machine.java("home/.jdks/c-26", "26");
        assertThat(ran()).isEqualTo("ran opt/java/b-25");
    }

    @Test
    void noneFoundIsOneLineThatSaysWhatWasLookedAt() throws Exception {
        machine.set("JAVA_HOME", machine.java("jdk-21", "21.0.2"));
        machine.onPath(machine.java("jdk-17", "17.0.15").resolve("bin/java"));
        Outcome outcome = machine.run(didact);
        assertThat(outcome.exit()).isEqualTo(4);
        assertThat(outcome.err())
                .containsExactly("didact: needs Java 25 or newer and found none (JAVA_HOME is " + machine.path("jdk-21")
                        + ", java on the PATH is 17, none in the usual folders). Install one, or set DIDACT_JAVA to its"
                        + " folder.");
    }

    @Test
    void aMachineWithoutAnyJavaAndWithoutHomeGetsTheSameLine() throws Exception {
        machine.unset("HOME");
        Outcome outcome = machine.run(didact);
        assertThat(outcome.exit()).isEqualTo(4);
        assertThat(outcome.err())
                .singleElement()
                .asString()
                .contains("JAVA_HOME is not set, no java on the PATH, none in the usual folders");
    }

    @Test
    void aLinkToTheLauncherAndFoldersWithSpacesWork() throws Exception {
        Path spaced = machine.distribution("my programs/didact");
        machine.set("DIDACT_JAVA", machine.java("a java", "25"));
        Path link = machine.path("link");
        Files.createSymbolicLink(link, spaced);
        assertThat(machine.run(link, "a b").out())
                .contains("ran a java", "<-Ddidact.home=" + machine.path("my programs/didact") + ">", "<a b>");
    }

    @Test
    void argumentsArriveAsTheyWereGiven() throws Exception {
        machine.set("DIDACT_JAVA", machine.java("chosen", "25"));
        assertThat(machine.run(didact, "-c", "run a*b; exit", "", "$HOME").out())
                .endsWith("<dev.didact.shell.Main>", "<-c>", "<run a*b; exit>", "<>", "<$HOME>");
    }

    @Test
    void theTiersOfTheCompilerAreNeverCapped() throws Exception {
        machine.set("DIDACT_JAVA", machine.java("chosen", "25"));
        assertThat(machine.run(didact).out()).noneMatch(line -> line.contains("TieredStopAtLevel"));
    }

    @Test
    void theClassDataArchiveIsNamedOnlyIfItExists() throws Exception {
        machine.set("DIDACT_JAVA", machine.java("chosen", "25"));
        Path archive = machine.path("opt/didact/lib/didact.jsa");
        String flag = "<-XX:SharedArchiveFile=" + archive + ">";
        assertThat(machine.run(didact).out()).doesNotContain(flag);
        Files.createDirectories(archive.getParent());
        Files.writeString(archive, "");
        assertThat(machine.run(didact).out()).contains(flag);
    }

    private String ran() throws Exception {
        Outcome outcome = machine.run(didact);
        assertThat(outcome.err()).isEmpty();
        return outcome.out().getFirst();
    }
}
