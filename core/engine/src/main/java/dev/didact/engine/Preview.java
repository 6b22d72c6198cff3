package dev.didact.engine;

import dev.didact.api.Fault;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Request;
import java.util.List;

/// A few items taken through every step of a recipe. Their calls are kept for the run.
///
/// @param items what came of each
public record Preview(List<Previewed> items) {
    public Preview {
        items = List.copyOf(items);
    }

    /// What came of one item.
    ///
    /// @param item id of the item
    /// @param exchanges every request and its reply, in the order asked
    /// @param samples the samples with grade and verdict
    /// @param faults why attempts made no sample
    /// @param spending what its calls used and cost
    public record Previewed(
            String item, List<Exchange> exchanges, List<DecidedSample> samples, List<Fault> faults, Spending spending) {
        public Previewed {
            exchanges = List.copyOf(exchanges);
            samples = List.copyOf(samples);
            faults = List.copyOf(faults);
        }
    }

    /// One call.
    ///
    /// @param model name of the model in the recipe
    /// @param request what was asked
    /// @param reply what came back
    public record Exchange(String model, Request request, Reply reply) {}
}
