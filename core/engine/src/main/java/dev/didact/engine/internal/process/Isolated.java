package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.config.SecretName;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.ProcessMemory;
import dev.didact.engine.internal.http.ConnectionProperties;
import dev.didact.engine.internal.http.Reach;
import dev.didact.engine.internal.record.Records;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One use of a contribution of a Java plugin in a process of its own. The process is a JVM with the engine's class
/// path, whose host opens the plugin and answers by the protocol of programs; what its lines hold are the records of
/// the API in full, so that the results are those of the plugin in this process.
///
/// @param card the contribution
/// @param with its configuration as the recipe gives it
/// @param scope what the instance is called in its context
/// @param randomSeed the run's random seed
/// @param base the folder that relative paths start from
/// @param network what it may reach by the host's HTTP
/// @param secrets names of the secrets that it may have
/// @param lane where it is opened, and within which limits
public record Isolated(
        ContributionCard card,
        ObjectNode with,
        String scope,
        long randomSeed,
        Path base,
        Set<Reach> network,
        Set<String> secrets,
        Lane lane) {
    private static final Duration START = Duration.ofMinutes(1);
    private static final String MAIN = "dev.didact.engine.internal.child.ChildMain";

    /// Where the processes of a run find plugins, and their limits.
    ///
    /// @param plugins folders with plugins
    /// @param store where plugins are installed
    /// @param cache where archives are unpacked
    /// @param threads how many platform threads an instance may compute with
    /// @param offline whether addresses outside this machine are refused
    /// @param memory the heap of each
    /// @param deadline how long one answer may take
    /// @param atOnce how many calls a model that waits for somebody else may have under way
    public record Lane(
            List<Path> plugins,
            Optional<Path> store,
            Path cache,
            int threads,
            boolean offline,
            ProcessMemory memory,
            Duration deadline,
            int atOnce) {}

    /// Starts a process and opens the contribution in it.
    ///
    /// @param further what it is told besides its configuration
    /// @param ready reads what it says of itself, at each start
    /// @throws DidactException as the contribution throws it
    Conversation open(Context context, Map<String, ? extends JsonNode> further, Consumer<Told> ready)
            throws DidactException {
        ObjectNode opening =
                JsonLines.object().put("didact", 1).put("open", card.kind().word());
        opening.set("contribution", Records.write(card));
        opening.set("with", with);
        opening.put("scope", scope).put("randomSeed", randomSeed);
        opening.put("base", base.toAbsolutePath().toString());
        opening.put("work", context.work().toAbsolutePath().toString());
        opening.put("threads", lane.threads()).put("offline", lane.offline());
        ArrayNode reached = opening.putArray("network");
        network.forEach(reach -> reached.add(Records.write(reach)));
        secrets.forEach(opening.putArray("secrets")::add);
        ArrayNode plugins = opening.putArray("plugins");
        lane.plugins().forEach(folder -> plugins.add(absolute(folder)));
        lane.store().ifPresent(store -> opening.put("store", absolute(store)));
        opening.put("cache", absolute(lane.cache()));
        opening.set("properties", JsonLines.texts(ConnectionProperties.here()));
        further.forEach(opening::set);
        var refusal = new Refusal();
        try {
            return Conversation.open(
                    program(context),
                    opening,
                    said -> ready.accept(refusal.unless(said).only("ready").object("ready")),
                    Optional.of(context),
                    new Conversation.Deadlines(START, lane.deadline()));
        } catch (DidactException.Unavailable e) {
            throw refusal.told().orElse(e);
        }
    }

    /// What the contribution threw instead of opening.
    private static final class Refusal {
        private volatile Optional<DidactException> told = Optional.empty();

        Told unless(Told said) {
            try {
                return IsolatedFaults.unless(said);
            } catch (DidactException refused) {
                told = Optional.of(refused);
                throw said.gaveUp();
            }
        }

        Optional<DidactException> told() {
            return told;
        }
    }

    private Program program(Context context) throws DidactException {
        var environment = new TreeMap<String, String>();
        for (String secret : secrets) {
            try {
                environment.put(secret.substring(secret.indexOf(':') + 1), context.secret(new SecretName(secret)));
            } catch (DidactException.Unavailable unset) {
                context.log().debug("{} is not set", secret, unset);
            }
        }
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + lane.memory().megabytes() + "m",
                "-XX:+ExitOnOutOfMemoryError",
                // Standard output is for answers alone.
                "-XX:+DisplayVMOutputToStderr",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                MAIN);
        return new Program(
                "plugin " + card.plugin() + "@" + card.version() + " in its process",
                command,
                environment,
                base,
                Optional.of(lane.memory()),
                context.log());
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> absolute(Path.of(entry)))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().toString();
    }
}
