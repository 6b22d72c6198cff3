package dev.didact.engine.internal.host;

import static dev.didact.engine.Finding.refused;
import static dev.didact.engine.Finding.warning;

import dev.didact.engine.Capabilities;
import dev.didact.engine.Finding;
import dev.didact.engine.Finding.Area;
import dev.didact.engine.Finding.Severity;
import dev.didact.engine.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What the code of a plugin names and does not see, and what it does and does not say. Only its own classes are looked
/// at: a library holds much that nobody calls.
final class ReferenceCheck {
    private static final List<Kind> HANDED_FOLDERS = List.of(Kind.MODEL, Kind.LEARNER, Kind.EXPORTER);

    /// Something that code can do past the host.
    ///
    /// @param severity how much it matters
    /// @param area what it is about
    /// @param names beginnings of the members that do it
    /// @param does what that is, after the name of the class
    /// @param capability words of the manifest that allow it; empty where nothing does
    /// @param cure what to do
    private record Deed(
            Severity severity, Area area, List<String> names, String does, String capability, String cure) {}

    private static final List<Deed> DEEDS = List.of(
            new Deed(
                    Severity.REFUSED,
                    Area.CAPABILITIES,
                    List.of("java.lang.Runtime.exec", "java.lang.ProcessBuilder."),
                    "starts programs",
                    "starts programs",
                    "declare the capability processes, or let the recipe use exec"),
            new Deed(
                    Severity.REFUSED,
                    Area.CAPABILITIES,
                    List.of(
                            "java.net.Socket.",
                            "java.net.ServerSocket.",
                            "java.net.DatagramSocket.",
                            "java.net.http.HttpClient",
                            "java.net.URL.openConnection",
                            "java.net.URL.openStream",
                            "java.nio.channels.SocketChannel.",
                            "java.nio.channels.ServerSocketChannel.",
                            "java.nio.channels.AsynchronousSocketChannel.",
                            "javax.net.ssl.SSLSocket"),
                    "reaches the network past the host",
                    "",
                    "use Context.http()"),
            new Deed(
                    Severity.REFUSED,
                    Area.CAPABILITIES,
                    List.of(
                            "java.lang.System.load",
                            "java.lang.Runtime.load",
                            "java.lang.foreign.Linker.",
                            "java.lang.foreign.SymbolLookup."),
                    "calls native code",
                    "native code",
                    "declare the capability native"),
            new Deed(
                    Severity.WARNING,
                    Area.CAPABILITIES,
                    List.of(
                            "java.lang.Thread.<init>",
                            "java.lang.Thread.ofPlatform",
                            "java.lang.Thread.ofVirtual",
                            "java.lang.Thread.startVirtualThread",
                            "java.util.concurrent.Executors.",
                            "java.util.concurrent.ThreadPoolExecutor.<init>",
                            "java.util.concurrent.ForkJoinPool.",
                            "java.util.concurrent.CompletableFuture.supplyAsync",
                            "java.util.concurrent.CompletableFuture.runAsync",
                            "java.util.Timer.<init>"),
                    "has threads of its own",
                    "threads of its own",
                    "declare the capability threads, and hand them to Context.own()"),
            new Deed(
                    Severity.REFUSED,
                    Area.CAPABILITIES,
                    List.of(
                            "java.lang.Thread.setDefaultUncaughtExceptionHandler",
                            "java.lang.System.setOut",
                            "java.lang.System.setErr",
                            "java.lang.System.setIn",
                            "java.lang.System.setProperties",
                            "java.lang.System.setProperty",
                            "java.lang.System.clearProperty",
                            "java.net.Authenticator.setDefault",
                            "java.net.CookieHandler.setDefault",
                            "java.net.ProxySelector.setDefault",
                            "java.net.URL.setURLStreamHandlerFactory",
                            "java.security.Security.insertProviderAt",
                            "java.security.Security.removeProvider",
                            "java.security.Security.setProperty",
                            "java.util.Locale.setDefault",
                            "java.util.TimeZone.setDefault"),
                    "changes the whole program",
                    "",
                    "leave that to the host"),
            new Deed(
                    Severity.WARNING,
                    Area.LIFE,
                    List.of("java.lang.Runtime.addShutdownHook", "java.sql.DriverManager.registerDriver"),
                    "leaves something behind that keeps it in memory",
                    "",
                    "hand what has to be closed to Context.own()"),
            new Deed(
                    Severity.WARNING,
                    Area.CAPABILITIES,
                    List.of("java.lang.System.out", "java.lang.System.err"),
                    "writes to the streams of the shell",
                    "",
                    "use Context.log()"),
            new Deed(
                    Severity.WARNING,
                    Area.DETERMINISM,
                    List.of(
                            "java.time.Instant.now",
                            "java.time.LocalDate.now",
                            "java.time.LocalDateTime.now",
                            "java.time.ZonedDateTime.now",
                            "java.lang.System.currentTimeMillis"),
                    "asks for the time past the host",
                    "",
                    "use Context.clock()"),
            new Deed(
                    Severity.WARNING,
                    Area.DETERMINISM,
                    List.of(
                            "java.lang.Math.random",
                            "java.util.Random.<init>()V",
                            "java.util.SplittableRandom.<init>()V",
                            "java.util.concurrent.ThreadLocalRandom.current",
                            "java.util.UUID.randomUUID",
                            "java.security.SecureRandom.<init>"),
                    "draws at random past the host",
                    "",
                    "use Context.random(purpose)"));

    private static final Deed FILES = new Deed(
            Severity.WARNING,
            Area.CAPABILITIES,
            List.of(
                    "java.nio.file.Files.",
                    "java.io.FileInputStream.<init>",
                    "java.io.FileOutputStream.<init>",
                    "java.io.FileReader.<init>",
                    "java.io.FileWriter.<init>",
                    "java.io.RandomAccessFile.<init>"),
            "reads or writes files",
            "files",
            "declare the settings that name them: @Capabilities(reads = \"path\", …)");

    private ReferenceCheck() {}

    static void check(Inspected plugin, Consumer<Finding> findings) throws IOException {
        Set<String> known = new HashSet<>();
        plugin.own().forEach(type -> known.add(type.name()));
        for (Path library : plugin.libraries()) {
            Inspected.references(library).forEach(type -> known.add(type.name()));
        }
        plugin.own().forEach(type -> unseen(type, known, findings));
        try {
            EndingCall.refuse(plugin.code(), plugin.manifest().listed());
        } catch (BadArchiveException e) {
            findings.accept(Verification.refusal(Area.CAPABILITIES, e));
        }
        DEEDS.forEach(deed -> check(deed, plugin, findings));
        boolean handed = plugin.manifest().contributions().stream()
                .anyMatch(declared -> HANDED_FOLDERS.contains(declared.kind()));
        if (!handed) {
            check(FILES, plugin, findings);
        }
    }

    private static void unseen(ClassReferences type, Set<String> known, Consumer<Finding> findings) {
        type.classes().stream()
                .filter(name -> !known.contains(name) && !ApiPackages.contains(name))
                .sorted()
                .forEach(name -> {
                    if (name.startsWith("sun.") || name.startsWith("jdk.internal.")) {
                        findings.accept(refused(
                                Area.ISOLATION,
                                type.name() + " uses " + name + ", which is the JDK's own",
                                "use what java.* offers"));
                    } else if (!inJdk(name)) {
                        findings.accept(
                                refused(
                                        Area.ISOLATION,
                                        type.name() + " uses " + name
                                                + ", which is neither in it nor in the API nor in the JDK",
                                        "give the dependency that brings it the scope compile or runtime, so that it lands in lib/"));
                    }
                });
    }

    private static boolean inJdk(String name) {
        return ClassLoader.getPlatformClassLoader().getResource(name.replace('.', '/') + ".class") != null;
    }

    private static void check(Deed deed, Inspected plugin, Consumer<Finding> findings) {
        if (declared(deed, plugin.manifest().capabilities())) {
            return;
        }
        for (ClassReferences type : plugin.own()) {
            Optional<String> does = type.members().stream()
                    .filter(member -> deed.names().stream().anyMatch(member::startsWith))
                    .map(member -> member.replaceFirst("\\(.*", ""))
                    .sorted()
                    .findFirst();
            if (does.isPresent()) {
                String message = type.name() + " " + deed.does() + " (" + does.get() + ")"
                        + (deed.capability().isEmpty() ? "" : " and its manifest does not say so");
                findings.accept(
                        deed.severity() == Severity.REFUSED
                                ? refused(deed.area(), message, deed.cure())
                                : warning(deed.area(), message, deed.cure()));
            }
        }
    }

    private static boolean declared(Deed deed, Capabilities capabilities) {
        return !deed.capability().isEmpty()
                && capabilities.wants().stream().anyMatch(want -> want.startsWith(deed.capability()));
    }
}
