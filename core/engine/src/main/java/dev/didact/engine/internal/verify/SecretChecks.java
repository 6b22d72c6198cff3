package dev.didact.engine.internal.verify;

import dev.didact.api.DidactException;
import dev.didact.api.Http;
import dev.didact.engine.Behaviour;
import dev.didact.engine.internal.host.PluginFault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Where a secret comes out that a contribution is handed: in what it makes, throws or logs, over a network that
/// refuses it in several ways.
record SecretChecks(Looked<?> looked, KindChecks kind) {
    private static final List<Http> NETWORKS = List.of(
            status(200, "<html>Welcome</html>"),
            status(400, "{\"error\":{\"message\":\"bad request\"}}"),
            status(401, "{\"error\":{\"message\":\"bad key\"}}"),
            _ -> {
                throw new DidactException.Transient("nothing listens there", Optional.empty());
            });

    private static Http status(int status, String body) {
        return _ -> new Http.Answer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    Map<Behaviour, KindChecks.Look> looks() {
        return Map.of(Behaviour.KEEPS_SECRETS, this::look);
    }

    private void look(Findings findings) throws InterruptedException {
        // Where the network is as the material says, it may not come as far as another one lets it.
        look(findings, Around.USUAL);
        var sent = new AtomicBoolean();
        for (Http network : NETWORKS) {
            look(findings, Around.USUAL.reaching(call -> {
                sent.set(true);
                return network.send(call);
            }));
            if (!sent.get()) {
                break;
            }
        }
        looked.log().lines().forEach(line -> tells(findings, "what it logs", line));
    }

    private void look(Findings findings, Around around) throws InterruptedException {
        try {
            tells(findings, "what it makes", kind.outcome(around, false).toString());
        } catch (DidactException | PluginFault e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                tells(findings, "what it throws", cause.toString());
            }
        }
    }

    private static void tells(Findings findings, String where, String text) {
        int at = text.indexOf(LookedContext.CANARY);
        if (at >= 0) {
            findings.refused(
                    "tells a secret in " + where + ": "
                            + Texts.shown(
                                    text.substring(Math.max(0, at - 30)).replace(LookedContext.CANARY, "[the secret]")),
                    "put the value of a secret into a header of Context.http() and nowhere else");
        }
    }
}
