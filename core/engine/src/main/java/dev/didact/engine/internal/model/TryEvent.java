package dev.didact.engine.internal.model;

import dev.didact.api.DidactException;
import dev.didact.api.model.Reply;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/// One try of a call of a model, for a flight recording. Costs nothing where nobody records.
@Name("dev.didact.ModelTry")
@Label("Try of a model call")
@Description("From when the call is sent to when there is an answer, or a reason why there is none")
@Category("Didact")
@StackTrace(false)
@Threshold("0 ns")
final class TryEvent extends Event {
    @Label("Model")
    String model = "";

    @Label("Step")
    String step = "";

    @Label("Try")
    @Description("From 1; begins again when the endpoint is back")
    int nth;

    @Label("Outcome")
    @Description("answered, failed (kept as such), overload or again (both are tried again), or unusable")
    String outcome = "unusable";

    @Label("Tokens in")
    long tokensIn;

    @Label("Tokens out")
    long tokensOut;

    void came(Reply reply) {
        end();
        switch (reply) {
            case Reply.Answered answered -> {
                outcome = "answered";
                tokensIn = answered.usage().in();
                tokensOut = answered.usage().out();
            }
            case Reply.Failed _ -> outcome = "failed";
        }
    }

    void failed(DidactException.Transient why) {
        end();
        outcome = why.isOverload() ? "overload" : "again";
    }

    /// Writes it down.
    void commit(SeatedModel of, CallBegun asked, int nth) {
        if (shouldCommit()) {
            model = of.name();
            step = asked.step();
            this.nth = nth;
            commit();
        }
    }
}
