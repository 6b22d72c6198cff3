import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The last step of the distribution in `shell/target/didact`, run on the JDK that the build chose. It adds what plugin
/// authors build against ([AuthorRepository]), gives every file the build's fixed time (a class-data archive records
/// the times of its jars), makes the class-data archive `lib/didact.jsa` by a training line, and leaves beside the
/// distribution what the launcher asks for: the folder of this JDK (`didact-java-home`) and the commit that was built
/// (`didact-commit`).
///
/// Arguments: the shell's `target` folder, the root of the checkout, the version, the time.
final class FinishDistribution {

    /// The lines that are run to find out which classes a start and the first look around need: offline, without a
    /// terminal, in the folder of the distribution.
    private static final List<String> TRAINING =
            List.of("-c", "help; plugins; rubrics; check examples/first-run/recipe.yaml; exit");

    private static final long TRAINING_SECONDS = 120;

    private FinishDistribution() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path target = Path.of(arguments[0]);
        Path root = Path.of(arguments[1]).normalize();
        Path distribution = target.resolve("didact");
        Files.writeString(target.resolve("didact-java-home"), System.getProperty("java.home") + "\n");
        new AuthorRepository(root, arguments[2], distribution.resolve("repository")).write();
        setTimes(distribution, FileTime.from(Instant.parse(arguments[3])));
        train(distribution);
        writeCommit(root, target.resolve("didact-commit"));
    }

    private static void setTimes(Path distribution, FileTime time) throws IOException {
        try (Stream<Path> files = Files.walk(distribution)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, time);
            }
        }
    }

    /// A failure costs start-up time and nothing else, so it is a warning.
    private static void train(Path distribution) throws IOException, InterruptedException {
        Path archive = distribution.resolve("lib/didact.jsa");
        Path workspace = Files.createTempDirectory("didact-training");
        try {
            Files.deleteIfExists(archive);
            List<String> command = new ArrayList<>(
                    List.of(distribution.resolve("bin/didact").toString(), "--workspace", workspace.toString()));
            command.addAll(TRAINING);
            Path log = distribution.resolveSibling("didact-training.log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(distribution.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(log.toFile());
            builder.environment().put("DIDACT_JAVA", System.getProperty("java.home"));
            builder.environment().put("DIDACT_HOME", workspace.toString());
            builder.environment().put("DIDACT_JVM_OPTIONS", "-XX:ArchiveClassesAtExit=" + archive);
            Process training = builder.start();
            training.getOutputStream().close();
            boolean ended = training.waitFor(TRAINING_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                training.destroyForcibly().waitFor();
            }
            if (!ended || training.exitValue() != 0 || !Files.exists(archive)) {
                warn("no class-data archive was made, starts will be slower; see " + log);
                Files.deleteIfExists(archive);
            }
        } catch (IOException failure) {
            warn("no class-data archive was made, starts will be slower: " + failure.getMessage());
        } finally {
            delete(workspace);
        }
    }

    /// Deletes a folder with what is in it, if it is there.
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList().reversed()) {
                Files.delete(file);
            }
        }
    }

    private static void writeCommit(Path root, Path stamp) throws IOException, InterruptedException {
        Files.deleteIfExists(stamp);
        if (!Files.exists(root.resolve(".git"))) {
            return;
        }
        try {
            Process git = new ProcessBuilder("git", "-C", root.toString(), "rev-parse", "HEAD").start();
            String commit = new String(git.getInputStream().readAllBytes()).strip();
            if (git.waitFor() == 0) {
                Files.writeString(stamp, commit + "\n");
            }
        } catch (IOException noGit) {
            warn("the commit of this build is not recorded: " + noGit.getMessage());
        }
    }

    private static void warn(String message) {
        System.out.println("[WARNING] " + message);
    }
}
