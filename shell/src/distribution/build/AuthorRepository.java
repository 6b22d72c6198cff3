import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The folder `repository/` of the distribution, in Maven's layout: what the project of a plugin author compiles and
/// tests against, with the checksums that Maven asks for. So such a project builds although nothing of Didact is
/// published anywhere.
final class AuthorRepository {
    private static final String GROUP = "dev/didact";

    /// The folders of the checkout whose modules an author's project names, itself or by way of another one.
    private static final List<String> MODULES =
            List.of("", "core/plugin-parent", "core/processor", "core/api", "core/engine", "core/testkit");

    private final Path root;
    private final String version;
    private final Path folder;

    /// @param root the root of the checkout
    /// @param version the version of all its modules
    /// @param folder the folder to make
    AuthorRepository(Path root, String version, Path folder) {
        this.root = root;
        this.version = version;
        this.folder = folder;
    }

    void write() throws IOException {
        for (String module : MODULES) {
            Path from = root.resolve(module);
            String artifact = "didact-" + (module.isEmpty() ? "parent" : from.getFileName());
            add(from.resolve("pom.xml"), artifact, "pom");
            Path jar = from.resolve("target").resolve(artifact + "-" + version + ".jar");
            if (Files.exists(from.resolve("src/main"))) {
                add(jar, artifact, "jar");
            }
        }
    }

    private void add(Path file, String artifact, String ending) throws IOException {
        Path place = folder.resolve(GROUP).resolve(artifact).resolve(version);
        String name = artifact + "-" + version + "." + ending;
        byte[] bytes = Files.readAllBytes(file);
        Files.createDirectories(place);
        Files.write(place.resolve(name), bytes);
        Files.writeString(place.resolve(name + ".sha1"), sha1(bytes));
    }

    private static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
