package dev.didact.engine.internal.process;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.engine.internal.host.PluginFault;
import dev.didact.engine.internal.record.Records;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/// What a plugin threw, as a line holds it: written in its process, thrown again in this one.
public final class IsolatedFaults {
    private IsolatedFaults() {}

    /// The fault of an answer.
    public static ObjectNode write(Throwable thrown) {
        ObjectNode fault = JsonLines.object().put("message", String.valueOf(thrown.getMessage()));
        return switch (thrown) {
            case DidactException.Config config -> fault.put("kind", "config").put("pointer", config.pointer());
            case DidactException.Transient later -> {
                later.retryAfter().ifPresent(pause -> fault.put("retryAfter", pause.toMillis()));
                yield fault.put("kind", later.isOverload() ? "overload" : "transient");
            }
            case DidactException.Permanent _ -> fault.put("kind", "permanent");
            case DidactException.Unavailable _ -> fault.put("kind", "unavailable");
            case DidactException.Denied denied -> fault.put("kind", "denied").put("capability", denied.capability());
            case PluginFault plugin -> {
                fault.set("fault", Records.write(plugin.fault()));
                yield fault.put("kind", "plugin").put("plugin", plugin.plugin());
            }
            default -> fault.put("kind", "unavailable");
        };
    }

    /// The answer, if it holds no fault.
    ///
    /// @throws PluginFault if the plugin threw what it should not
    static Told unless(Told answer) throws DidactException {
        if (!answer.has("fault")) {
            return answer;
        }
        Told fault = answer.object("fault");
        String message = fault.text("message");
        switch (fault.text("kind")) {
            case "config" -> throw new DidactException.Config(fault.text("pointer"), message);
            case "transient" -> throw new DidactException.Transient(message, Optional.empty());
            case "overload" -> {
                OptionalLong pause = fault.count("retryAfter");
                throw DidactException.Transient.overload(
                        message,
                        pause.isPresent() ? Optional.of(Duration.ofMillis(pause.getAsLong())) : Optional.empty());
            }
            case "permanent" -> throw new DidactException.Permanent(message);
            case "denied" -> throw new DidactException.Denied(fault.text("capability"), message);
            case "plugin" ->
                throw PluginFault.of(fault.text("plugin"), fault.object("fault").record(Fault.class));
            default -> throw new DidactException.Unavailable(message);
        }
    }
}
