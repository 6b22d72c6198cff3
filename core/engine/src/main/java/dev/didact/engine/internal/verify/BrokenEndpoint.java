package dev.didact.engine.internal.verify;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.Http;
import dev.didact.api.model.Reply;
import dev.didact.engine.internal.host.PluginFault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// What a model provider makes of an endpoint that does not work, as the host's client shows it: a status, a body that
/// is none, a connection that breaks. What never reaches for the network is no finding.
final class BrokenEndpoint {
    private static final Duration WAIT = Duration.ofSeconds(17);

    private BrokenEndpoint() {}

    /// Asks a model over a network.
    interface Asking {
        /// Its replies.
        List<Reply> ask(Around around) throws DidactException, InterruptedException;
    }

    /// One way not to work.
    ///
    /// @param name what the endpoint does
    /// @param http it
    /// @param passes whether the same call may succeed later, so that a reply must not be final
    private record Trouble(String name, Http http, boolean passes) {}

    private static final List<Trouble> TROUBLES = List.of(
            new Trouble("429 with Retry-After: 17", status(429, Map.of("retry-after", List.of("17"))), true),
            new Trouble("500", status(500, Map.of()), true),
            new Trouble("503", status(503, Map.of()), true),
            new Trouble(
                    "half an answer",
                    _ -> {
                        throw new DidactException.Transient("it cut its answer off", Optional.empty());
                    },
                    true),
            new Trouble("200 and half of a JSON object", body("{\"choices\":[{\"message\":{\"con"), false),
            new Trouble("200 and a page of HTML", body("<html>Bad Gateway</html>"), false),
            new Trouble("200 and nothing", body(""), false),
            new Trouble(
                    "more than the host allows",
                    _ -> {
                        throw new DidactException.Permanent("the answer is larger than the host allows");
                    },
                    false));

    private static Http status(int status, Map<String, List<String>> headers) {
        byte[] body = "{\"error\":{\"message\":\"not now\"}}".getBytes(StandardCharsets.UTF_8);
        return _ -> new Http.Answer(status, headers, body);
    }

    private static Http body(String text) {
        return _ -> new Http.Answer(
                200, Map.of("content-type", List.of("application/json")), text.getBytes(StandardCharsets.UTF_8));
    }

    static void look(Findings findings, Asking asking) throws InterruptedException {
        for (Trouble trouble : TROUBLES) {
            var sent = new AtomicInteger();
            Http counting = call -> {
                sent.incrementAndGet();
                return trouble.http().send(call);
            };
            try {
                List<Reply> replies = asking.ask(Around.USUAL.reaching(counting));
                if (sent.get() > 0) {
                    replies.forEach(reply -> reply(findings, trouble, reply));
                }
            } catch (DidactException.Transient e) {
                if (trouble.name().startsWith("429")
                        && e.retryAfter()
                                .filter(wait -> wait.compareTo(WAIT) >= 0)
                                .isEmpty()) {
                    findings.refused(
                            "does not hand on how long the endpoint asks to be left alone: it says "
                                    + trouble.name() + ", and what is thrown says "
                                    + e.retryAfter().map(Duration::toString).orElse("nothing"),
                            "read the header retry-after into DidactException.Transient");
                }
            } catch (DidactException e) {
                if (trouble.passes() && sent.get() > 0) {
                    findings.refused(
                            "gives up for good where the endpoint says " + trouble.name() + ": "
                                    + e.getClass().getSimpleName() + ", " + e.getMessage(),
                            "throw DidactException.Transient where the same call may succeed later");
                }
            } catch (PluginFault e) {
                findings.refused(
                        "breaks where the endpoint says " + trouble.name() + ": " + e.getMessage(),
                        "make a Reply.Failed or a DidactException of whatever an endpoint says");
            }
        }
    }

    private static void reply(Findings findings, Trouble trouble, Reply reply) {
        switch (reply) {
            case Reply.Answered answered ->
                findings.refused(
                        "takes it for the answer " + Texts.shown(answered.text()) + " where the endpoint says "
                                + trouble.name(),
                        "look at the status and read the body strictly; what is no answer is Reply.Failed");
            case Reply.Failed(var fault) -> {
                if (trouble.passes()
                        && !List.of(Fault.Kind.RATE_LIMITED, Fault.Kind.TRANSPORT, Fault.Kind.TIMEOUT)
                                .contains(fault.kind())) {
                    findings.refused(
                            "calls it " + fault.kind() + " where the endpoint says " + trouble.name(),
                            "throw DidactException.Transient where the same call may succeed later");
                }
            }
        }
    }
}
