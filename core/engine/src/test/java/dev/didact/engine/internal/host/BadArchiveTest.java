package dev.didact.engine.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.engine.Kind;
import dev.didact.engine.PluginCard.State;
import dev.didact.engine.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Archives that are no plugins. Each is in the catalog with the reason, and its neighbour goes on.
class BadArchiveTest {
    @TempDir
    Path folder;

    private Path plugins;
    private Path archive;
    private FixturePlugin plugin;

    @BeforeEach
    void aHealthyNeighbour() {
        plugins = folder.resolve("plugins");
        archive = plugins.resolve("bad.zip");
        FixturePlugin.of("org.example.good", "1.0.0", FixturePlugin.rubric("Good", "", ""))
                .zipInto(plugins, "good.zip");
        plugin = FixturePlugin.of("org.example.bad", "1.0.0", FixturePlugin.rubric("Bad", "", ""));
    }

    private void isNamed(String... reasons) throws Exception {
        try (PluginHost host = Hosts.open(folder)) {
            assertThat(Hosts.plugin(host, "bad.zip").state()).isEqualTo(State.QUARANTINED);
            assertThat(Hosts.plugin(host, "bad.zip").reason()).contains(reasons);
            assertThat(Hosts.grade(host, "good").get("polite")).isInstanceOf(Scored.class);
        }
    }

    @Test
    void aNameThatNoDiskCouldHoldIsTheArchivesFault() throws Exception {
        plugin.with("notes", "a").with("notes/more", "b").zipInto(plugins, "bad.zip");
        isNamed("its entry 'notes/more' is a file, and a folder of another entry");
        plugin.without("notes").with("l".repeat(201), "c").zipInto(plugins, "bad.zip");
        isNamed("is longer than 200 bytes");
    }

    @Test
    void filesThatSomebodyTookOutOfTheCacheAreUnpackedAgain() throws Exception {
        FixturePlugin.of("org.example.good", "1.0.0", FixturePlugin.rubric("Good", "", ""))
                .zipInto(folder.resolve("plugins"), "good.zip");
        try (PluginHost host = Hosts.open(folder)) {
            assertThat(Hosts.grade(host, "good")).isNotEmpty();
        }
        try (Stream<Path> cached = Files.walk(folder.resolve("cache"))) {
            for (Path file :
                    cached.filter(path -> path.toString().endsWith(".class")).toList()) {
                Files.delete(file);
            }
        }
        try (PluginHost host = Hosts.open(folder)) {
            assertThat(Hosts.grade(host, "good")).isNotEmpty();
        }
    }

    @Test
    void aFolderThatPluginsCannotBeUnpackedIntoIsNamedWithItsSetting() throws Exception {
        Path cache = Files.writeString(folder.resolve("cache"), "a file");
        try (PluginHost host = Hosts.open(folder)) {
            assertThatThrownBy(() -> Hosts.grade(host, "good"))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("the folder for unpacked plugins, " + cache + ", cannot be written")
                    .hasMessageContaining("DIDACT_HOME");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.3, 0.7, 0.99})
    void aTruncatedArchiveIsNoWholeZip(double kept) throws Exception {
        byte[] whole = Files.readAllBytes(plugin.zipInto(plugins, "bad.zip"));
        Files.write(archive, Arrays.copyOf(whole, (int) (whole.length * kept)));

        isNamed("is not a whole zip archive of " + (int) (whole.length * kept) + " bytes", "copy or build it again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a comment at the end"})
    void aSymbolicLinkIsNamedWhateverComesAfterIt(String comment) throws Exception {
        plugin.with("lib/link.jar", "../../../outside.jar").zipInto(plugins, "bad.zip");
        var bytes = new ByteArrayOutputStream();
        bytes.write(Files.readAllBytes(archive));
        bytes.write(comment.getBytes(StandardCharsets.US_ASCII));
        byte[] zip = bytes.toByteArray();
        zip[zip.length - comment.length() - 2] = (byte) comment.length();
        isMadeALink(zip, "lib/link.jar");
        Files.write(archive, zip);

        isNamed("its entry 'lib/link.jar' is a symbolic link", "put the file itself there");
    }

    /// Changes the entry of the central directory: made on Unix, mode of a link.
    private static void isMadeALink(byte[] zip, String name) {
        String text = new String(zip, StandardCharsets.ISO_8859_1);
        int entry = text.lastIndexOf(name) - 46;
        assertThat(text.substring(entry)).startsWith("PK\1\2");
        zip[entry + 5] = 3;
        zip[entry + 40] = (byte) 0xff;
        zip[entry + 41] = (byte) 0xa1;
    }

    @Test
    void whoMissesAContributionLearnsWhichArchiveCouldNotBeRead() throws Exception {
        FixturePlugin.write(archive, new byte[10]);
        try (PluginHost host = Hosts.open(folder)) {
            assertThatThrownBy(() -> host.catalog().find(Kind.RUBRIC, "judgement", Optional.empty()))
                    .hasMessageContaining("no rubric 'judgement'")
                    .hasMessageContaining("'plugins' says why these cannot be used: bad.zip");
        }
    }

    @Test
    void randomBytesAreNoZip() throws Exception {
        var bytes = new byte[5000];
        new java.util.SplittableRandom(7).nextBytes(bytes);
        FixturePlugin.write(archive, bytes);

        isNamed("is not a whole zip archive");
    }

    @Test
    void anArchiveWithoutAManifestIsNoPlugin() throws Exception {
        FixturePlugin.of("org.example.bad", "1.0.0", "package org.example; public final class Nothing {}")
                .without(Archive.MANIFEST)
                .without("plugin.properties")
                .zipInto(plugins, "bad.zip");

        isNamed("has no META-INF/didact/plugin.json", "so it is no plugin");
    }

    @Test
    void aContributionWithoutTheProcessorIsNamed() throws Exception {
        plugin.without(Archive.MANIFEST).zipInto(plugins, "bad.zip");

        isNamed("org.example.Bad carries @Contributes", "put didact-processor on its annotation processor path");
    }

    @Test
    void aManifestThatBreaksOffIsNamedWithTheLine() throws Exception {
        plugin.changingManifest(json -> json.substring(0, json.indexOf("\"licence\"")))
                .zipInto(plugins, "bad.zip");

        isNamed("plugin.json:6:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"schema\": 1         | \"schema\": 7          | has schema 7 and this Didact reads up to 1; it needs a newer Didact",
                "\"schema\": 1         | \"schema\": \"one\"    | plugin.json:2:13: schema must be 1 or more but is \"one\"",
                "\"org.example.bad\"   | \"Not an id\"          | id must be small letters, digits, '-' and '.' but is \"Not an id\"",
                "\"version\": \"1.0.0\"| \"version\": \"new\"   | version 'new' is no version",
                "\"version\": \"1.0.0\"| \"id\": \"twice\"      | plugin.json:4:",
                "\"id\": \"bad\"       | \"id\": 5              | contributes.rubrics[0].id must be",
                "\"org.example.Bad\"   | \"../Bad\"             | contributes.rubrics[0].class must be the name of a class but is",
                "\"config\": {         | \"config\": 1, \"x\": {| contributes.rubrics[0].config must be the schema of its configuration, an object, but is 1",
                "\"title\": \"Fixture\" | \"title\": 5 | plugin.json:5:12: title must be a text but is 5",
                "\"title\": \"Fixture\" | \"title\": {\"a\": 1} | title must be a text but is {\"a\":1}",
                "\"title\": \"Fixture\" | \"title\": null | title must be a text but is null",
                "\"licence\": \"Apache-2.0\" | \"licence\": [] | plugin.json:6:14: licence must be a text but is []",
                "\"licence\" | \"capabilities\": \"all\", \"licence\" | capabilities must be an object but is \"all\"",
                "\"licence\" | \"capabilities\": [], \"licence\" | capabilities must be an object but is []",
                "\"licence\" | \"capabilities\": {\"network\": 5}, \"licence\" | plugin.json:6:31: capabilities.network must be a list but is 5",
                "\"licence\" | \"capabilities\": {\"network\": [\"a:1\", 5]}, \"licence\" | capabilities.network[1] must be HOST:PORT in small letters but is 5",
                "\"licence\" | \"capabilities\": {\"network\": [\"https://a\"]}, \"licence\" | capabilities.network[0] must be HOST:PORT in small letters but is \"https://a\"",
                "\"licence\" | \"capabilities\": {\"secrets\": \"env:A\"}, \"licence\" | capabilities.secrets must be a list but is \"env:A\"",
                "\"licence\" | \"capabilities\": {\"secrets\": [{}]}, \"licence\" | capabilities.secrets[0] must be a text that is not blank but is {}",
                "\"licence\" | \"capabilities\": {\"processes\": \"no\"}, \"licence\" | capabilities.processes must be true or false but is \"no\"",
                "\"licence\" | \"capabilities\": {\"files\": {\"read\": \"data\"}}, \"licence\" | capabilities.files.read must be a list but is \"data\"",
                "\"licence\" | \"capabilities\": {\"reason\": [\"a\"]}, \"licence\" | capabilities.reason must be a text but is [\"a\"]",
                "\"requires\": { | \"requires\": [], \"x\": { | requires must be an object but is []",
                "\"java\" | \"plugins\": [\"x\"], \"java\" | requires.plugins must be an object but is [\"x\"]",
                "\"java\" | \"plugins\": {\"org.x\": null}, \"java\" | requires.plugins.org.x must be a text that is not blank but is null",
                "\"java\" | \"plugins\": {\"Not an id\": \"*\"}, \"java\" | requires.plugins.Not an id must have the id of a plugin as its key",
                "\"contributes\": { | \"contributes\": [1, 2], \"x\": { | contributes must be an object but is [1,2]",
                "\"contributes\": { | \"contributes\": null, \"x\": { | contributes must be an object but is null",
                "\"rubrics\": [ | \"rubrics\": \"abc\", \"views\": [ | contributes.rubrics must be a list but is \"abc\"",
                "\"rubrics\": [ | \"rubrics\": [7, | contributes.rubrics[0] must be an object but is 7",
                "\"stability\": \"preview\" | \"stability\": true | contributes.rubrics[0].stability must be a text but is true",
                "\"stability\" | \"description\": 1, \"stability\" | contributes.rubrics[0].description must be a text but is 1",
                "^0.1                  | newest                 | requires.didactApi 'newest' is no range"
            })
    void aWrongManifestIsNamedWithTheKey(String before, String after, String reason) throws Exception {
        plugin.changingManifest(json -> json.replace(before, after)).zipInto(plugins, "bad.zip");

        isNamed(reason);
    }

    @ParameterizedTest
    @CsvSource({"title, 300", "licence, 300", "id, 100", "version, 100", "class, 300", "description, 2000"})
    void whatPeopleDecideByIsShortEnoughToBeRead(String key, int most) throws Exception {
        plugin.changingManifest(json -> json.replace("\"stability\"", "\"description\": \"A\", \"stability\"")
                        .replaceFirst("\"" + key + "\": \"", "$0" + "a".repeat(most)))
                .zipInto(plugins, "bad.zip");
        isNamed(key + " must have at most " + most + " characters but has " + most / 100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | config.type must be \"object\" but is missing",
                "{\"$ref\": \"#\"} | config.type must be \"object\" but is missing",
                "{\"type\": \"banana\"} | config.type must be \"object\" but is \"banana\"",
                "{\"type\": \"object\", \"properties\": []} | config.properties must be an object but is []",
                "{\"type\": \"object\", \"properties\": {\"most\": 5}} | config.properties.most must be an object but is 5",
                "{\"type\": \"object\", \"properties\": {\"most\": {}}} | config.properties.most.type must be one of array, boolean, integer, number, object, string but is missing",
                "{\"type\": \"object\", \"properties\": {\"most\": {\"type\": \"banana\"}}} | config.properties.most.type must be one of array, boolean, integer, number, object, string but is \"banana\"",
                "{\"type\": \"object\", \"properties\": {\"most\": {\"type\": [\"integer\"]}}} | config.properties.most.type must be one of",
                "{\"type\": \"object\", \"required\": \"x\"} | config.required must be a list but is \"x\"",
                "{\"type\": \"object\", \"required\": [\"x\"]} | config.required[0] must be the name of one of the properties but is \"x\"",
                "{\"type\": \"object\", \"oneOf\": []} | config.oneOf is nothing that a setting of type object can have here",
                "{\"type\": \"object\", \"additionalProperties\": \"no\"} | config.additionalProperties must be true, false or a schema but is \"no\"",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"integer\", \"pattern\": \"a\"}}} | config.properties.a.pattern is nothing that a setting of type integer can have here",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"integer\", \"minimum\": \"1\"}}} | config.properties.a.minimum must be a number but is \"1\"",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"integer\", \"default\": \"1\"}}} | config.properties.a.default must be of type integer but is \"1\"",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"string\", \"pattern\": \"(a\"}}} | config.properties.a.pattern must be a regular expression (Unclosed group) but is \"(a\"",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"string\", \"format\": \"date\"}}} | config.properties.a.format must be one of duration, path, secret, uri but is \"date\"",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"string\", \"enum\": [1]}}} | config.properties.a.enum[0] must be a text that is not blank but is 1",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"string\", \"minLength\": -1}}} | config.properties.a.minLength must be a number, 0 or more but is -1",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"array\", \"items\": [1]}}} | config.properties.a.items must be an object but is [1]"
            })
    void aConfigurationWhoseSchemaTheHostCannotHoldARecipeAgainstIsRefused(String schema, String reason)
            throws Exception {
        plugin.changingManifest(json -> json.replace("\"config\": {", "\"config\": " + schema + ", \"x\": {"))
                .zipInto(plugins, "bad.zip");
        isNamed("plugin.json:", ": contributes.rubrics[0]." + reason);
    }

    @Test
    void aManifestThatIsTooDeepOrTooLargeIsRefusedAtOnce() throws Exception {
        plugin.with(Archive.MANIFEST, "[".repeat(100_000)).zipInto(plugins, "bad.zip");
        isNamed("its manifest breaks off or is not JSON");

        plugin.with(Archive.MANIFEST, "{\"id\":\"" + "a".repeat(2 << 20) + "\"}")
                .zipInto(plugins, "bad.zip");
        isNamed("plugin.json is larger than 1 MB");
    }

    @Test
    void aKeyOrKindOfALaterDidactIsNotedAndPassedOver() {
        plugin.changingManifest(json -> json.replace("\"licence\"", "\"colour\": 1, \"licence\"")
                        .replace("\"contributes\": {", "\"contributes\": { \"views\": [], \"packs\": [],"))
                .zipInto(plugins, "bad.zip");

        try (PluginHost host = Hosts.open(folder)) {
            assertThat(Hosts.plugin(host, "org.example.bad").state()).isEqualTo(State.RESOLVED);
            assertThat(Hosts.plugin(host, "org.example.bad").reason())
                    .contains("unknown key 'colour'", "contributes views")
                    .doesNotContain("packs");
        }
    }

    @Test
    void anotherArchiveOfTheSameIdAndVersionIsNotUsedAndTheSameOneIsNoSecond() throws Exception {
        plugin.zipInto(plugins, "a.zip");
        plugin.zipInto(plugins, "b.zip");
        plugin.with("README.txt", "other").zipInto(plugins, "bad.zip");

        isNamed("same id and version org.example.bad@1.0.0 and other content: a.zip is used");
        try (PluginHost host = Hosts.open(folder)) {
            assertThat(host.catalog().plugins()).extracting("id").containsOnlyOnce("org.example.bad");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.txt",
                "classes/../../evil.txt",
                "/evil.txt",
                "../plugin-evil/x",
                "a\\..\\evil.txt",
                "C:evil.txt"
            })
    void anEntryThatLeavesTheArchiveIsAnAttack(String name) throws Exception {
        plugin.with(name, "evil").zipInto(plugins, "bad.zip");

        isNamed("points outside of the archive");
        assertThat(folder.resolve("cache")).isDirectoryContaining("regex:.*/[0-9a-f]{64}");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.toString().contains("evil"))).isEmpty();
        }
    }

    @Test
    void namesThatDifferOnlyInCaseAreRefused() throws Exception {
        plugin.with("classes/org/example/BAD.class", "").zipInto(plugins, "bad.zip");

        isNamed("differs from another only in case");
    }

    @Test
    void aBombIsRefusedBeforeItIsUnpacked() throws Exception {
        plugin.with("classes/zeros", new byte[60 << 20]).zipInto(plugins, "bad.zip");

        isNamed("unpacks to more than 100 times its size");
    }

    @Test
    void aBombWhoseHeaderLiesIsRefusedWhileItIsUnpacked() throws Exception {
        plugin.with("classes/zeros", new byte[60 << 20]).zipInto(plugins, "bad.zip");
        byte[] bytes = Files.readAllBytes(archive);
        setDeclaredSize(bytes, "classes/zeros", 100);
        Files.write(archive, bytes);

        try (PluginHost host = Hosts.open(folder)) {
            var card = Hosts.rubric(host, "bad");
            assertThatThrownBy(() -> host.factory(card)).isInstanceOf(ProblemException.class);
            assertThat(Hosts.plugin(host, "org.example.bad").state()).isEqualTo(State.QUARANTINED);
            assertThat(Hosts.grade(host, "good").get("polite")).isInstanceOf(Scored.class);
        }
        try (Stream<Path> left = Files.list(folder.resolve("cache"))) {
            assertThat(left.filter(Files::isDirectory)).hasSize(1);
        }
    }

    /// Overwrites the size in the central directory.
    private static void setDeclaredSize(byte[] zip, String name, int size) {
        byte[] header = {'P', 'K', 1, 2};
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i + 46 + wanted.length <= zip.length; i++) {
            if (Arrays.equals(zip, i, i + 4, header, 0, 4)
                    && Arrays.equals(zip, i + 46, i + 46 + wanted.length, wanted, 0, wanted.length)) {
                zip[i + 24] = (byte) size;
                zip[i + 25] = 0;
                zip[i + 26] = 0;
                zip[i + 27] = 0;
                return;
            }
        }
        throw new IllegalArgumentException("no " + name);
    }

    @Test
    void anArchiveThatChangedAfterItWasReadIsNotLoaded() throws Exception {
        plugin.zipInto(plugins, "bad.zip");
        try (PluginHost host = Hosts.open(folder)) {
            plugin.with("README.txt", "other").zipInto(plugins, "bad.zip");
            var card = Hosts.rubric(host, "bad");
            assertThatThrownBy(() -> host.factory(card)).hasMessageContaining("changed after it was read; start again");
        }
    }

    @Test
    void aChangedArchiveIsUnpackedAgainWhateverItsTimeSays() throws Exception {
        Path zip = plugin.zipInto(plugins, "bad.zip");
        try (PluginHost host = Hosts.open(folder)) {
            Hosts.grade(host, "bad");
        }
        FixturePlugin.of(
                        "org.example.bad",
                        "1.0.0",
                        FixturePlugin.rubric("Bad", "", "").replace("true", "false"))
                .zipInto(plugins, "bad.zip");
        Files.setLastModifiedTime(zip, java.nio.file.attribute.FileTime.from(java.time.Instant.EPOCH));

        try (PluginHost host = Hosts.open(folder)) {
            assertThat(Hosts.grade(host, "bad").get("polite"))
                    .isInstanceOfSatisfying(
                            Scored.class, scored -> assertThat(scored.score()).isZero());
        }
    }

    @Test
    void aFolderIsAPluginToo() throws Exception {
        plugin.unpackInto(plugins.resolve("unpacked"));
        Files.createDirectories(plugins.resolve("bad.zip"));

        isNamed("has no META-INF/didact/plugin.json");
        try (PluginHost host = Hosts.open(folder)) {
            assertThat(Hosts.grade(host, "bad").get("polite")).isInstanceOf(Scored.class);
        }
    }

    @Test
    void aHundredPluginsAreKnownWithoutOneOfTheirClasses() throws IOException {
        byte[] zip = Files.readAllBytes(plugin.zipInto(plugins, "bad.zip"));
        Files.delete(archive);
        for (int i = 0; i < 100; i++) {
            var entries = new LinkedHashMap<String, byte[]>();
            try (var in = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(zip))) {
                for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
            String manifest = new String(entries.get(Archive.MANIFEST), StandardCharsets.UTF_8);
            entries.put(
                    Archive.MANIFEST,
                    manifest.replace("org.example.bad", "org.example.p" + i).getBytes(StandardCharsets.UTF_8));
            FixturePlugin.write(plugins.resolve("p" + i + ".zip"), FixturePlugin.zip(entries));
        }

        try (PluginHost host = Hosts.open(folder)) {
            assertThat(host.catalog().of(Kind.RUBRIC))
                    .filteredOn(card -> card.id().equals("bad"))
                    .hasSize(100);
            // A class can only come from where archives are unpacked, and nothing was.
            assertThat(folder.resolve("cache")).doesNotExist();
        }
    }
}
