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
class CheckoutTest {

    /// Stands for Maven: copies the scripts into the distribution, as the build does, and notes its arguments.
    private static final String MAVEN = """
            here=CHECKOUT
            echo "$JAVA25_HOME $*" >>CHECKOUT/mvn.log
            echo "[INFO] Scanning for projects..."
            echo "[INFO] Building Didact shell 0.1.0                                   [14/14]"
            if [ -e CHECKOUT/together ]; then
                until sed -n '/waiting for process/p' CHECKOUT/a.err CHECKOUT/b.err | read -r line; do sleep 0.1; done
            fi
            [ -e CHECKOUT/broken ] && { echo "[ERROR] does not compile"; exit 1; }
            mkdir -p $here/shell/target/didact
            cp -R $here/shell/src/distribution/bin $here/shell/target/didact/bin
            echo c0ffee >$here/shell/target/didact-commit
            """;

    @TempDir
    Path temporary;

    private Machine machine;
    private Path didact;

    @BeforeEach
    void checkOut() throws IOException {
        machine = new Machine(temporary);
        didact = machine.checkout("checkout");
        Path checkout = machine.path("checkout");
        machine.onPath(machine.script(machine.path("programs/mvn"), MAVEN.replace("CHECKOUT", checkout.toString())));
        machine.onPath(machine.script(machine.path("programs/git"), "cat %s/head".formatted(checkout)));
        machine.java("usr/lib/jvm/jdk-25", "25.0.3");
        head("c0ffee");
    }

    @Test
    void theFirstUseBuildsAndOnlyTheCommandWritesToStandardOutput() throws Exception {
        Outcome outcome = machine.run(didact, "help");
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out()).startsWith("ran usr/lib/jvm/jdk-25").endsWith("<help>");
        assertThat(outcome.err())
                .containsExactly(
                        "didact: building Didact (the first time downloads its libraries, about a minute)",
                        "didact: [14/14] Didact shell 0.1.0");
        assertThat(builds())
                .isEqualTo(machine.path("usr/lib/jvm/jdk-25") + " -B -ntp -f " + machine.path("checkout/pom.xml")
                        + " -DskipTests -Dformat.skip=true package\n");
    }

    @Test
    void aDistributionOfTheCheckedOutCommitIsNotBuiltAgain() throws Exception {
        machine.run(didact);
        assertThat(machine.run(didact).err()).isEmpty();
        assertThat(builds().lines()).hasSize(1);
    }

    @Test
    void anotherCommitIsBuilt() throws Exception {
        machine.run(didact);
        head("decade");
        assertThat(machine.run(didact).exit()).isZero();
        assertThat(builds().lines()).hasSize(2);
    }

    @Test
    void aTreeWithoutGitIsBuiltOnce() throws Exception {
        Files.delete(machine.path("checkout/.git"));
        machine.run(didact);
        Files.delete(machine.path("checkout/shell/target/didact-commit"));
        machine.run(didact);
        assertThat(builds().lines()).hasSize(1);
    }

    @Test
    void aFailedBuildShowsItsErrorsAndExitsWith4() throws Exception {
        Files.writeString(machine.path("checkout/broken"), "");
        Outcome outcome = machine.run(didact);
        assertThat(outcome.exit()).isEqualTo(4);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("[ERROR] does not compile")
                .last()
                .asString()
                .startsWith("didact: the build failed");
    }

    @Test
    void ofTwoThatStartAtOnceOneBuildsAndTheOtherWaits() throws Exception {
        Path checkout = machine.path("checkout");
        Files.writeString(checkout.resolve("together"), "");
        Path both = machine.script(machine.path("both"), """
                cd CHECKOUT
                ./didact a >a.out 2>a.err &
                ./didact b >b.out 2>b.err &
                wait
                """.replace("CHECKOUT", checkout.toString()));
        assertThat(machine.run(both).exit()).isZero();
        assertThat(builds().lines()).hasSize(1);
        assertThat(Files.readString(checkout.resolve("a.out"))).contains("<a>");
        assertThat(Files.readString(checkout.resolve("b.out"))).contains("<b>");
        assertThat(checkout.resolve("shell/target/didact-lock")).doesNotExist();
    }

    @Test
    void theLockOfADeadProcessIsTakenOver() throws Exception {
        Path lock = Files.createDirectories(machine.path("checkout/shell/target/didact-lock"));
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.writeString(lock.resolve("pid"), dead.pid() + "\n");
        assertThat(machine.run(didact, "help").exit()).isZero();
        assertThat(builds().lines()).hasSize(1);
        assertThat(lock).doesNotExist();
    }

    @Test
    void aMissingMavenIsOneLine() throws Exception {
        Files.delete(machine.path("tools/mvn"));
        Outcome outcome = machine.run(didact);
        assertThat(outcome.exit()).isEqualTo(4);
        assertThat(outcome.err()).singleElement().asString().contains("needs Maven 3.8.7 or newer");
    }

    @Test
    void aJavaWithoutCompilerDoesNotBuild() throws Exception {
        Files.delete(machine.path("usr/lib/jvm/jdk-25/bin/javac"));
        Outcome outcome = machine.run(didact);
        assertThat(outcome.exit()).isEqualTo(4);
        assertThat(outcome.err()).singleElement().asString().startsWith("didact: needs JDK 25 or newer and found none");
    }

    private void head(String commit) throws IOException {
        Files.writeString(machine.path("checkout/.git"), "");
        Files.writeString(machine.path("checkout/head"), commit + "\n");
    }

    private String builds() throws IOException {
        return Files.readString(machine.path("checkout/mvn.log"));
    }
}
