import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The folder `repository/` of the distribution, in Maven's layout: what the project of a plugin author compiles and
/// tests against, with the checksums that Maven asks for. So such a project builds although nothing of Didact is
/// published anywhere.
///
/// Everything in it has the version of the build followed by the beginning of a hash over it all: `0.1.0-3f2a91c4`.
/// Maven keeps what it has fetched of a version for good, and this one names one content only.
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

    /// Writes it, in place of that of an earlier build.
    void write() throws IOException {
        Map<Artifact, byte[]> artifacts = artifacts();
        String exact = version + "-" + content(artifacts);
        FinishDistribution.delete(folder);
        for (var artifact : artifacts.entrySet()) {
            byte[] bytes = artifact.getValue();
            add(artifact.getKey(), artifact.getKey().ending().equals("pom") ? named(bytes, exact) : bytes, exact);
        }
    }

    private record Artifact(String name, String ending) {}

    private Map<Artifact, byte[]> artifacts() throws IOException {
        var artifacts = new LinkedHashMap<Artifact, byte[]>();
        for (String module : MODULES) {
            Path from = root.resolve(module);
            String name = "didact-" + (module.isEmpty() ? "parent" : from.getFileName());
            artifacts.put(new Artifact(name, "pom"), Files.readAllBytes(from.resolve("pom.xml")));
            if (Files.exists(from.resolve("src/main"))) {
                Path jar = from.resolve("target").resolve(name + "-" + version + ".jar");
                artifacts.put(new Artifact(name, "jar"), Files.readAllBytes(jar));
            }
        }
        return artifacts;
    }

    private static String content(Map<Artifact, byte[]> artifacts) {
        MessageDigest digest = digest("SHA-256");
        artifacts.values().forEach(bytes -> digest.update(digest("SHA-256").digest(bytes)));
        return HexFormat.of().formatHex(digest.digest(), 0, 4);
    }

    /// A pom in which Didact's own modules have another version.
    private byte[] named(byte[] pom, String exact) throws IOException {
        String text = new String(pom, StandardCharsets.UTF_8);
        Pattern own = Pattern.compile("(<artifactId>didact-[a-z-]+</artifactId>\\s*<version>|<didact\\.version>)"
                + Pattern.quote(version) + "<");
        String changed = own.matcher(text).replaceAll("$1" + exact + "<");
        if (changed.equals(text) || changed.contains(">" + version + "<")) {
            throw new IOException(
                    "a pom names the version " + version + " of Didact in a place that is not known here: "
                            + text.lines().limit(20).toList());
        }
        return changed.getBytes(StandardCharsets.UTF_8);
    }

    private void add(Artifact artifact, byte[] bytes, String exact) throws IOException {
        Path place = folder.resolve(GROUP).resolve(artifact.name()).resolve(exact);
        String name = artifact.name() + "-" + exact + "." + artifact.ending();
        Files.createDirectories(place);
        Files.write(place.resolve(name), bytes);
        Files.writeString(
                place.resolve(name + ".sha1"),
                HexFormat.of().formatHex(digest("SHA-1").digest(bytes)));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
