package dev.didact.shell.command;

import dev.didact.api.model.Usage;
import dev.didact.engine.Estimate;
import dev.didact.engine.Measured;
import dev.didact.engine.Money;
import dev.didact.engine.RunEvent;
import dev.didact.engine.Spending;
import dev.didact.engine.StepCount;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The events of a run as scripts read them, one object an event. Keys are a contract; what is absent has no key.
final class EventJson {
    private EventJson() {}

    /// The object of an event; empty for events that are for people only.
    static Optional<Map<String, Object>> of(RunEvent event) {
        return switch (event) {
            case RunEvent.Started started -> Optional.of(started(started));
            case RunEvent.RoundFinished round -> Optional.of(round(round));
            case RunEvent.Finished finished -> Optional.of(finished(finished));
            case RunEvent.ModelDown down -> Optional.of(down(down));
            case RunEvent.ModelUp up -> {
                Map<String, Object> json = object("model.up", up.run());
                json.put("model", up.model());
                yield Optional.of(json);
            }
            case RunEvent.Progress progress -> Optional.empty();
            case RunEvent.Decided decided -> Optional.empty();
        };
    }

    private static Map<String, Object> down(RunEvent.ModelDown event) {
        Map<String, Object> json = object("model.down", event.run());
        json.put("model", event.model());
        json.put("reason", event.reason());
        event.fallback().ifPresent(fallback -> json.put("fallback", fallback));
        json.put("advice", event.advice());
        return json;
    }

    private static Map<String, Object> started(RunEvent.Started event) {
        Map<String, Object> json = object("run.started", event.run());
        json.put("recipe", event.recipe());
        json.put("arm", event.arm());
        json.put("randomSeed", event.randomSeed());
        json.put("rounds", event.rounds() == 0 ? OptionalInt.empty() : OptionalInt.of(event.rounds()));
        json.put("resumed", event.resumed());
        if (event.resumed()) {
            json.put("inFlight", event.inFlight());
        }
        event.parent().ifPresent(parent -> json.put("parent", parent));
        json.put("signals", event.signals());
        return json;
    }

    private static Map<String, Object> round(RunEvent.RoundFinished event) {
        Map<String, Object> json = object("round.finished", event.run());
        json.put("round", event.round());
        json.put("generated", event.generated());
        json.put("accepted", event.accepted());
        json.put("rejected", event.rejected());
        json.put("quarantined", event.quarantined());
        json.put("ungraded", event.ungraded());
        json.put("undecided", event.undecided());
        json.put("failed", event.failed());
        json.put("reasons", event.reasons());
        json.put("steps", event.steps().stream().map(EventJson::step).toList());
        event.heldOut().ifPresent(measured -> json.put("heldOut", measured(measured)));
        Map<String, Object> measures = new LinkedHashMap<>();
        event.measures().forEach(measured -> measures.put(measured.id(), measured(measured)));
        json.put("measures", measures);
        json.put("coverage", event.coverage());
        json.put("novelty", event.novelty());
        json.put("levels", event.levels());
        json.put("rolledBack", event.rolledBack());
        json.put("health", event.health());
        json.put("tokens", tokens(event.spending()));
        json.put("costUsd", usd(event.spending().cost()));
        json.put("seconds", event.seconds());
        return json;
    }

    private static Map<String, Object> step(StepCount count) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("step", count.step());
        json.put("in", count.in());
        json.put("made", count.made());
        json.put("out", count.out());
        json.put("dropped", count.dropped());
        json.put("failed", count.failed());
        json.put("tokens", tokens(count.spending()));
        json.put("reused", count.spending().reused());
        json.put("costUsd", usd(count.spending().cost()));
        return json;
    }

    private static Map<String, Object> finished(RunEvent.Finished event) {
        Map<String, Object> json = object("run.finished", event.run());
        json.put("status", event.status().word());
        json.put("reason", event.reason());
        if (!event.advice().isEmpty()) {
            json.put("advice", event.advice());
        }
        json.put("accepted", event.accepted());
        event.measures().stream().findFirst().ifPresent(measure -> json.put("heldOut", firstAndLast(measure)));
        Map<String, Object> measures = new LinkedHashMap<>();
        for (RunEvent.FirstAndLast measure : event.measures()) {
            Map<String, Object> one = firstAndLast(measure);
            one.put("low", measure.last().low());
            one.put("high", measure.last().high());
            one.put("n", measure.last().n());
            measures.put(measure.id(), one);
        }
        json.put("measures", measures);
        json.put("tokens", tokens(event.spending()));
        json.put("reused", event.spending().reused());
        json.put("costUsd", usd(event.spending().cost()));
        json.put("models", models(event.spending()));
        event.estimated().ifPresent(estimate -> json.put("estimated", estimated(estimate)));
        json.put("seconds", event.seconds());
        return json;
    }

    /// A measured share, as every result writes it; without `score` where nothing could be decided.
    static Map<String, Object> measured(Measured measured) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("metric", measured.metric());
        putScore(json, "score", measured);
        json.put("low", measured.low());
        json.put("high", measured.high());
        json.put("n", measured.n());
        json.put("abstained", measured.abstained());
        json.put("ungraded", measured.ungraded());
        if (!measured.byLevel().isEmpty()) {
            json.put("byLevel", List.copyOf(measured.byLevel()));
        }
        return json;
    }

    private static Map<String, Object> firstAndLast(RunEvent.FirstAndLast measure) {
        Map<String, Object> json = new LinkedHashMap<>();
        putScore(json, "first", measure.first());
        putScore(json, "last", measure.last());
        return json;
    }

    private static void putScore(Map<String, Object> json, String key, Measured measured) {
        if (measured.determined()) {
            json.put(key, measured.score());
        }
    }

    /// Tokens, as every result writes them.
    static Map<String, Object> tokens(Usage usage) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("in", usage.in());
        json.put("out", usage.out());
        return json;
    }

    /// The tokens of all answers that came with a count of them; nothing where none did.
    static Optional<Map<String, Object>> tokens(Spending spending) {
        Usage usage = spending.usage();
        return usage.equals(Usage.NONE) && spending.untold() > 0 ? Optional.empty() : Optional.of(tokens(usage));
    }

    /// An amount, as every result writes it.
    static Optional<BigDecimal> usd(Optional<Money> cost) {
        return cost.map(Money::usd);
    }

    private static Map<String, Object> estimated(Estimate estimate) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("tokens", estimate.tokens());
        json.put("costUsd", usd(estimate.cost()));
        json.put("seconds", estimate.seconds());
        json.put("basis", estimate.basis());
        return json;
    }

    private static Map<String, Object> models(Spending spending) {
        Map<String, Object> json = new LinkedHashMap<>();
        spending.models().forEach((model, share) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("calls", share.calls());
            one.put("failed", share.failed());
            one.put("tries", share.tries());
            one.put("untold", share.untold());
            one.put("tokens", tokens(Spending.of(model, share)).map(tokens -> {
                tokens.put("cached", share.usage().cached());
                return tokens;
            }));
            one.put("costUsd", usd(share.cost()));
            json.put(model, one);
        });
        return json;
    }

    private static Map<String, Object> object(String type, int run) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", type);
        json.put("run", run);
        return json;
    }
}
