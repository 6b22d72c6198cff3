package dev.didact.engine.internal.host;

import static dev.didact.engine.Finding.refused;
import static dev.didact.engine.Finding.warning;

import dev.didact.engine.Finding;
import dev.didact.engine.Finding.Area;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// What is in the archive, and whether that is what its manifest says.
final class PackagingCheck {
    /// What to do with a library that the host has.
    static final String PROVIDED =
            "give that dependency the scope provided (compileOnly), or test if only tests need it";

    private static final String BUILD_AGAIN = "build the archive again, with didact-processor on the processor path";

    private final Inspected plugin;
    private final Manifest manifest;
    private final Consumer<Finding> findings;

    private PackagingCheck(Inspected plugin, Consumer<Finding> findings) {
        this.plugin = plugin;
        this.manifest = plugin.manifest();
        this.findings = findings;
    }

    static void check(Inspected plugin, Consumer<Finding> findings) throws IOException {
        var check = new PackagingCheck(plugin, findings);
        check.manifest();
        check.contributions();
        check.releases();
        check.bundled();
    }

    private void manifest() {
        if (manifest.listed()) {
            manifest.notes().forEach(note -> refuse(note, "delete the key, or build with the Didact that knows it"));
            if (!manifest.id().contains(".")) {
                refuse(
                        "its id '" + manifest.id() + "' has no namespace",
                        "begin it with a name that is yours: org.example." + manifest.id());
            }
        } else {
            warn(
                    "it lists no contributions, so its code is loaded to discover them",
                    "put didact-processor on the annotation processor path");
        }
        if (manifest.licence().isEmpty()) {
            warn("its manifest names no licence", "pass -Adidact.licence=… with an SPDX expression");
        }
        boolean licence = Files.isRegularFile(plugin.folder().resolve("LICENSE"))
                || plugin.archive().form() == Archive.Form.JAR;
        if (!licence) {
            warn("it has no file LICENSE", "put the text of its licence at the top of the archive");
        }
        plugin.archive().descriptor("plugin.properties").ifPresent(this::properties);
    }

    /// What PF4J reads must say the same.
    private void properties(byte[] text) {
        var properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        same("plugin.id", properties.getProperty("plugin.id"), manifest.id());
        same("plugin.version", properties.getProperty("plugin.version"), manifest.version());
    }

    private void same(String key, String found, String expected) {
        if (!expected.equals(found)) {
            refuse(
                    "its plugin.properties has " + key + "=" + found + " and its manifest '" + expected + "'",
                    BUILD_AGAIN);
        }
    }

    private void contributions() {
        if (!manifest.listed()) {
            return;
        }
        Set<String> classes = plugin.own().stream().map(ClassReferences::name).collect(Collectors.toSet());
        Set<String> listed = manifest.contributions().stream()
                .map(Manifest.Declared::className)
                .collect(Collectors.toSet());
        manifest.contributions().stream()
                .filter(declared -> !classes.contains(declared.className()))
                .forEach(declared ->
                        refuse("its manifest lists " + declared.className() + ", which is not in it", BUILD_AGAIN));
        for (ClassReferences type : plugin.own()) {
            type.contributes()
                    .filter(_ -> !listed.contains(type.name()))
                    .ifPresent(id -> refuse(
                            type.name() + " contributes '" + id + "' and its manifest does not list it", BUILD_AGAIN));
            manifest.contributions().stream()
                    .filter(declared -> declared.className().equals(type.name()))
                    .filter(declared -> type.contributes()
                            .filter(id -> !id.equals(declared.id()))
                            .isPresent())
                    .forEach(declared -> refuse(
                            type.name() + " contributes '" + type.contributes().orElseThrow()
                                    + "' and its manifest says '" + declared.id() + "'",
                            BUILD_AGAIN));
        }
    }

    private void releases() {
        for (ClassReferences type : plugin.own()) {
            int release = type.release();
            if (release > Runtime.version().feature()) {
                refuse(
                        type.name() + " is compiled for Java " + release + " and this is Java "
                                + Runtime.version().feature(),
                        "compile with --release " + Runtime.version().feature());
                return;
            }
            if (!manifest.java().isEmpty() && Versions.in((release - 1) + ".0.0", manifest.java())) {
                refuse(
                        "it says that it works with Java " + manifest.java() + " and " + type.name() + " needs Java "
                                + release,
                        "compile with a lower --release, or build again so that requires.java says what is true");
                return;
            }
        }
    }

    private void bundled() throws IOException {
        bundled("classes", plugin.own());
        for (Path library : plugin.libraries()) {
            bundled("lib/" + library.getFileName(), Inspected.references(library));
        }
    }

    private void bundled(String where, List<ClassReferences> classes) {
        Optional<String> hosts = classes.stream()
                .map(ClassReferences::name)
                .filter(PackagingCheck::isOfHost)
                .sorted()
                .findFirst();
        hosts.ifPresent(name -> refuse(where + " brings along " + name + ", which the host has", PROVIDED));
    }

    /// Whether a class is one that the host has, and that a plugin must not bring along.
    static boolean isOfHost(String className) {
        return ApiPackages.contains(className)
                || className.startsWith("dev.didact.engine.")
                || className.startsWith("dev.didact.processor.")
                || className.startsWith("dev.didact.testkit.")
                || className.startsWith("org.slf4j.");
    }

    private void refuse(String message, String cure) {
        findings.accept(refused(Area.PACKAGING, message, cure));
    }

    private void warn(String message, String cure) {
        findings.accept(warning(Area.PACKAGING, message, cure));
    }
}
