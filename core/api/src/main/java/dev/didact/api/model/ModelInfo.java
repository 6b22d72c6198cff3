package dev.didact.api.model;

import static java.util.Objects.requireNonNull;

import dev.didact.api.data.Provenance.Served;

/// What the engine needs to know of an open model.
///
/// @param family what kind of model it is, for judging whether two models err alike
/// @param computes whether it computes in this process; it is then called on the plugin's platform threads, one batch
///     at a time
/// @param bestBatch how many calls it likes to get at once; 1 where batches bring nothing
/// @param termsLicence SPDX expression or `LicenseRef-` of the terms on its output; `NOASSERTION` where unknown
/// @param served where it answers
public record ModelInfo(String family, boolean computes, int bestBatch, String termsLicence, Served served) {
    public ModelInfo {
        requireNonNull(family, "family");
        requireNonNull(termsLicence, "termsLicence");
        requireNonNull(served, "served");
        if (bestBatch < 1) {
            throw new IllegalArgumentException("the best batch must be 1 or more but is " + bestBatch);
        }
    }
}
