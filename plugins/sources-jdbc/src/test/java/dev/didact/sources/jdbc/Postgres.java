package dev.didact.sources.jdbc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/// The PostgreSQL of the system with a database of its own, for as long as a test class runs. It refuses to be started
/// by root, so root starts it as `postgres`.
final class Postgres {
    static final String PASSWORD = "open sesame";

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Path folder;
    private final Path programs;
    private final int port;

    private Postgres(Path folder, Path programs, int port) {
        this.folder = folder;
        this.programs = programs;
        this.port = port;
    }

    /// Starts it; where the system has none, the tests are skipped.
    static Postgres start() throws IOException, InterruptedException, SQLException {
        List<Path> versions = new ArrayList<>();
        if (Files.isDirectory(INSTALLED)) {
            try (Stream<Path> folders = Files.list(INSTALLED)) {
                folders.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                        .forEach(versions::add);
            }
        }
        assumeTrue(!versions.isEmpty(), "PostgreSQL is not installed: " + INSTALLED + "/*/bin/initdb is not there");
        Path folder = Files.createTempDirectory("didact-postgres-");
        Files.writeString(folder.resolve("password"), PASSWORD);
        if (ROOT) {
            for (Path path : List.of(folder, folder.resolve("password"))) {
                Files.getFileAttributeView(path, PosixFileAttributeView.class)
                        .setOwner(folder.getFileSystem()
                                .getUserPrincipalLookupService()
                                .lookupPrincipalByName("postgres"));
            }
        }
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var postgres = new Postgres(folder, versions.getLast(), port);
        postgres.run(
                "initdb",
                "-U",
                "owner",
                "-E",
                "UTF8",
                "--locale=C",
                "-A",
                "scram-sha-256",
                "--pwfile=" + folder.resolve("password"));
        Files.writeString(
                folder.resolve("data").resolve("pg_hba.conf"),
                "host all guest 127.0.0.1/32 trust\nhost all owner 127.0.0.1/32 scram-sha-256\n");
        postgres.up();
        postgres.execute("CREATE USER guest");
        return postgres;
    }

    /// Lets it take connections.
    void up() throws IOException, InterruptedException {
        run(
                "pg_ctl",
                "-w",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c fsync=off -k " + folder,
                "start");
    }

    /// Ends it at once, and every connection to it.
    void down() throws IOException, InterruptedException {
        run("pg_ctl", "-w", "-m", "immediate", "stop");
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(ROOT ? List.of("setpriv", "--reuid=postgres", "--clear-groups") : List.of());
        command.add(programs.resolve(program).toString());
        command.addAll(List.of("-D", folder.resolve("data").toString()));
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile("didact-postgres-", ".txt");
        try {
            int code = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IOException(command + " ends with " + code + ": " + Files.readString(said));
            }
        } finally {
            Files.delete(said);
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    void execute(String... lines) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", "owner");
        properties.setProperty("password", PASSWORD);
        try (Connection connection = Database.connect(url(), properties);
                Statement statement = connection.createStatement()) {
            for (String line : lines) {
                statement.execute(line);
            }
        }
    }

    /// Ends it and leaves nothing behind.
    void end() throws IOException, InterruptedException {
        down();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
