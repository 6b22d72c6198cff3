package dev.didact.api;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/// Something failed that is not the sample's doing. A closed list of kinds, so that reports can count them.
///
/// @param kind what failed
/// @param message what was wrong, with the value, for the person at the prompt
public record Fault(Kind kind, String message) {
    public Fault {
        requireNonNull(kind, "kind");
        requireNonNull(message, "message");
    }

    /// What can fail.
    public enum Kind {
        /// An input that a criterion requires is not there.
        MISSING_INPUT,
        /// Grounding was asked for and there is no source.
        NO_SOURCE,
        /// Grounding was asked for and the text makes no claim.
        NO_CLAIMS,
        /// A reply is not of the form that was asked for.
        UNPARSEABLE,
        /// A judge named a level that the criterion does not have.
        LEVEL_NOT_IN_MENU,
        /// A number is not on its scale, or not a number.
        OUT_OF_RANGE,
        /// A judge gave no quote where one is needed.
        QUOTE_MISSING,
        /// A quote does not stand in the text that it is said to be from.
        QUOTE_NOT_FOUND,
        /// A reply holds nothing.
        EMPTY_REPLY,
        /// A model answered, and its answer made no sample.
        UNUSABLE_ANSWER,
        /// A model declined to do what was asked of it as a grader or writer.
        REFUSED,
        /// A deadline passed.
        TIMEOUT,
        /// The other side wants fewer requests.
        RATE_LIMITED,
        /// The connection failed or an answer was cut off.
        TRANSPORT,
        /// The other side refused the request as such.
        BAD_REQUEST,
        /// An answer is larger than the host allows.
        BODY_TOO_LARGE,
        /// The code of a plugin threw.
        PLUGIN_THREW,
        /// The code of a plugin did not come back.
        PLUGIN_HUNG,
        /// The plugin was taken out of use after repeated faults.
        PLUGIN_QUARANTINED;

        /// As it is written in files: `missing-input`.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Override
    public String toString() {
        return kind + ": " + message;
    }
}
