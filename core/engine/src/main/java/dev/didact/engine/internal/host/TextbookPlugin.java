package dev.didact.engine.internal.host;

import dev.didact.api.Contribution;
import dev.didact.engine.Capabilities;
import dev.didact.engine.Kind;
import dev.didact.engine.Schema;
import dev.didact.engine.internal.host.Manifest.Declared;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.jar.Attributes;
import tools.jackson.databind.node.ObjectNode;

/// A plugin as PF4J's documentation teaches it: `plugin.properties` or attributes in `META-INF/MANIFEST.MF`, and
/// `@Extension` classes listed in `META-INF/extensions.idx`. Its contributions are not listed with their configuration,
/// so its classes are loaded, not initialised, to find them.
final class TextbookPlugin {
    private static final String UNLISTED = "unlisted: code is loaded to discover it";

    private TextbookPlugin() {}

    /// The manifest that PF4J's descriptor amounts to; empty where the archive has none.
    static Optional<Manifest> manifest(Archive archive) throws BadArchiveException {
        try {
            Optional<byte[]> properties = archive.descriptor("plugin.properties");
            if (properties.isPresent()) {
                var values = new Properties();
                values.load(new ByteArrayInputStream(properties.get()));
                return Optional.of(manifest(key -> values.getProperty("plugin." + key, "")));
            }
            Optional<byte[]> jarManifest = archive.besideClasses("META-INF/MANIFEST.MF");
            if (jarManifest.isPresent()) {
                Attributes values =
                        new java.util.jar.Manifest(new ByteArrayInputStream(jarManifest.get())).getMainAttributes();
                if (values.getValue("Plugin-Id") != null) {
                    return Optional.of(manifest(key -> {
                        String value = values.getValue(
                                "Plugin-" + key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1));
                        return value == null ? "" : value;
                    }));
                }
            }
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new BadArchiveException(
                    "its PF4J descriptor cannot be read (" + e.getMessage() + "); build it again", e);
        }
    }

    private static Manifest manifest(Function<String, String> value) throws BadArchiveException {
        String id = value.apply("id").strip();
        String version = value.apply("version").strip();
        if (id.isEmpty()) {
            throw new BadArchiveException("its plugin.properties has no plugin.id; add it and build it again");
        }
        Versions.check(version, "plugin.version");
        String api = value.apply("requires").strip();
        Versions.checkRange(api.isEmpty() ? "*" : api, "plugin.requires");
        String description = value.apply("description").strip();
        return new Manifest(
                id,
                version,
                description.isEmpty() ? id : description,
                value.apply("license").strip(),
                "",
                api,
                "",
                dependencies(value.apply("dependencies")),
                Capabilities.undeclared(),
                false,
                value.apply("class").strip(),
                List.of(),
                List.of(),
                api.isEmpty() || api.equals("*")
                        ? List.of(UNLISTED, "states no version of the API")
                        : List.of(UNLISTED));
    }

    /// `a, b@^1.0, c?@2.0`.
    private static Map<String, String> dependencies(String text) throws BadArchiveException {
        var plugins = new HashMap<String, String>();
        for (String dependency : text.split(",", -1)) {
            String[] parts = dependency.strip().split("@", 2);
            if (!parts[0].isEmpty() && !parts[0].endsWith("?")) {
                String range = parts.length == 2 ? parts[1].strip() : "*";
                Versions.checkRange(range, "plugin.dependencies");
                plugins.put(parts[0], range);
            }
        }
        return plugins;
    }

    /// The contributions among the classes of its own index.
    ///
    /// @param schemas the schema of a configuration record
    static Manifest discover(
            Manifest manifest,
            Archive archive,
            ClassLoader loader,
            Function<Class<? extends Record>, ObjectNode> schemas)
            throws BadArchiveException {
        String index = archive.besideClasses("META-INF/extensions.idx")
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow(() ->
                        new BadArchiveException("it has no META-INF/extensions.idx of its own; put PF4J's or Didact's"
                                + " annotation processor on its processor path and build it again"));
        var notes = new ArrayList<>(manifest.notes());
        var found = new ArrayList<Declared>();
        for (String line : index.lines().toList()) {
            String className = line.replaceFirst("#.*", "").strip();
            if (!className.isEmpty()) {
                contribution(className, loader, schemas, notes).ifPresent(found::add);
            }
        }
        return manifest.withContributions(found, notes);
    }

    private static Optional<Declared> contribution(
            String className,
            ClassLoader loader,
            Function<Class<? extends Record>, ObjectNode> schemas,
            List<String> notes)
            throws BadArchiveException {
        try {
            Class<?> type = Class.forName(className, false, loader);
            if (!Contribution.class.isAssignableFrom(type)) {
                notes.add("its extension " + className + " is none that Didact knows");
                return Optional.empty();
            }
            Kind kind = ContributionTypes.kind(type);
            ObjectNode schema = schemas.apply(ContributionTypes.config(type));
            String name = type.getSimpleName();
            return Optional.of(
                    new Declared(kind, kebab(name), className, words(name), "", "preview", Schema.of(schema)));
        } catch (ClassNotFoundException | LinkageError e) {
            throw new BadArchiveException(LoadFailure.reason(className, e), e);
        } catch (RuntimeException e) {
            throw new BadArchiveException(
                    "what its class " + className + " is configured with cannot be told: " + Thrown.of(e)
                            + "; mend its configuration record and build it again",
                    e);
        }
    }

    private static String words(String camelCase) {
        String spaced = kebab(camelCase).replace('-', ' ');
        return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }

    private static String kebab(String camelCase) {
        return camelCase
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .replace('_', '-')
                .toLowerCase(Locale.ROOT);
    }
}
