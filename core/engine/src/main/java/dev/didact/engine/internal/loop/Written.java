package dev.didact.engine.internal.loop;

import dev.didact.api.data.Sample;
import dev.didact.engine.internal.identity.Hashes;

/// A sample and the hash of its content, taken once however many rubrics grade it.
///
/// @param sample the sample
/// @param sha256 hash of all that it says
record Written(Sample sample, String sha256) {
    static Written of(Sample sample) {
        return new Written(
                sample,
                Hashes.fields("written")
                        .text("prompt", sample.prompt())
                        .text("response", sample.response())
                        .texts("text", sample.text().stream().toList())
                        .texts("columns", sample.columns().keySet())
                        .texts("values", sample.columns().values())
                        .sha256());
    }
}
