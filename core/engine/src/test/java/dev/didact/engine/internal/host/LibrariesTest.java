package dev.didact.engine.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.engine.PluginCard.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Plugins bring their own libraries, which nobody else sees and which go with them, or the reason is named.
@ResourceLock("what stays in memory")
class LibrariesTest {
    private static final String ID = "org.example.polite";

    /// How often a plugin is loaded again: 20, or 200 in the profile `soak`.
    private static final int RELOADS = Integer.getInteger("didact.reloads", 20);

    @TempDir
    Path folder;

    /// A plugin with the jars that some classes are from.
    private static FixturePlugin with(FixturePlugin plugin, List<Class<?>> libraries) {
        for (Class<?> library : libraries) {
            try {
                Path jar = Path.of(library.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
                plugin.with("lib/" + jar.getFileName(), Files.readAllBytes(jar));
            } catch (IOException | URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }
        return plugin;
    }

    /// Its class has a name that no other test's plugin has: the frames of a thread that stays name classes alone.
    private static FixturePlugin polite(String members, String grade) {
        return FixturePlugin.of(ID, "1.0.0", FixturePlugin.rubric("Shelf", members, grade));
    }

    private PluginHost host(FixturePlugin plugin, Class<?>... libraries) {
        with(plugin, List.of(libraries)).zipInto(folder.resolve("plugins"), "polite.zip");
        return Hosts.open(folder);
    }

    private static void nothingIsLeft(PluginHost host) throws Exception {
        for (int i = 0; i < RELOADS; i++) {
            assertThat(Hosts.grade(host, "shelf").get("polite")).isInstanceOf(Scored.class);
            new Installer(host, _ -> {}).reload(ID);
            host.settle();
            assertThat(Hosts.plugin(host, ID).reason()).as("reload " + i).isEmpty();
        }
    }

    @Test
    void aPluginThatUsesJackson2IsReloadedWithoutALeak() throws Exception {
        FixturePlugin plugin = polite("""
                public record Note(String text, List<String> words) {}
                static final com.fasterxml.jackson.databind.ObjectMapper MAPPER =
                    new com.fasterxml.jackson.databind.ObjectMapper();
                """, """
                try {
                    Note note = MAPPER.readValue("{\\"text\\":\\"a\\",\\"words\\":[\\"b\\"]}", Note.class);
                    if (!MAPPER.writeValueAsString(note).contains("words")) throw new IllegalStateException("lost");
                } catch (java.io.IOException e) {
                    throw new IllegalStateException(e);
                }
                """);
        try (PluginHost host = host(
                plugin,
                ObjectMapper.class,
                com.fasterxml.jackson.core.JsonFactory.class,
                com.fasterxml.jackson.annotation.JsonProperty.class)) {
            nothingIsLeft(host);
        }
    }

    private static final String QUERY = """
            try {
                java.sql.Driver driver = new org.h2.Driver();
                java.sql.DriverManager.registerDriver(driver);
                %s
                try (java.sql.Connection c = java.sql.DriverManager.getConnection("jdbc:h2:mem:polite");
                        java.sql.ResultSet rows = c.createStatement().executeQuery("SELECT 1")) {
                    rows.next();
                }
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
            """;

    @Test
    void aJdbcDriverThatIsOwnedGoesWithThePlugin() throws Exception {
        String own = """
                context.own(() -> org.h2.Driver.unload());
                context.own(() -> java.sql.DriverManager.deregisterDriver(driver));
                """;
        try (PluginHost host = host(polite("", QUERY.formatted(own)), org.h2.Driver.class)) {
            nothingIsLeft(host);
        }
    }

    @Test
    void aJdbcDriverThatStaysRegisteredIsNamed() throws Exception {
        try (PluginHost host = host(polite("", QUERY.formatted("")), org.h2.Driver.class)) {
            Hosts.grade(host, "shelf");
            new Installer(host, _ -> {}).reload(ID);
            host.settle();
            assertThat(Hosts.plugin(host, ID).state()).isEqualTo(State.LEAKED);
            assertThat(Hosts.plugin(host, ID).reason())
                    .contains("JDBC driver org.h2.Driver of it stays registered", "restart Didact to free it");
        }
    }

    @Test
    void anHttpClientWithAPoolThatIsOwnedGoesWithThePlugin() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        String get = """
                try {
                    var client = java.net.http.HttpClient.newBuilder()
                        .executor(context.own(java.util.concurrent.Executors.newFixedThreadPool(2))).build();
                    context.own(client);
                    var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create("http://127.0.0.1:%d/")).build();
                    client.send(request, java.net.http.HttpResponse.BodyHandlers.discarding());
                } catch (java.io.IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                """.formatted(server.getAddress().getPort());
        try (PluginHost host = host(polite("", get))) {
            nothingIsLeft(host);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void twoPluginsHaveDifferentVersionsOfOneLibrary() throws Exception {
        for (String version : List.of("1", "2")) {
            String library = """
                    package org.example.words;
                    public final class Words {
                        private Words() {}
                        public static String version() { return "%s"; }
                    }
                    """.formatted(version);
            byte[] jar = FixturePlugin.textbook("", library).jar();
            String name = version.equals("1") ? "First" : "Second";
            String grade = "if (!org.example.words.Words.version().equals(\"" + version
                    + "\")) throw new IllegalStateException(org.example.words.Words.version());";
            FixturePlugin.of("org.example.v" + version, "1.0.0", library, FixturePlugin.rubric(name, "", grade))
                    .without("classes/org/example/words/Words.class")
                    .with("lib/words-" + version + ".jar", jar)
                    .zipInto(folder.resolve("plugins"), "v" + version + ".zip");
        }
        try (PluginHost host = Hosts.open(folder)) {
            for (String rubric : List.of("first", "second", "first")) {
                assertThat(Hosts.grade(host, rubric).get("polite")).isInstanceOf(Scored.class);
            }
        }
    }
}
