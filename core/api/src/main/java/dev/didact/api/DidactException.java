package dev.didact.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/// A failure that a contribution understands and can explain. Its message is for the person at the prompt: what was
/// wrong, with the value, and what to do.
public abstract sealed class DidactException extends Exception {
    private static final long serialVersionUID = 1L;

    private DidactException(String message) {
        super(message);
    }

    private DidactException(String message, Throwable cause) {
        super(message, cause);
    }

    /// The configuration asks for something that cannot be. Shown at the field in the recipe.
    public static final class Config extends DidactException {
        private static final long serialVersionUID = 1L;

        private final String pointer;

        /// @param pointer path of the field inside the configuration, its segments joined by dots: `layout.columns`
        public Config(String pointer, String message) {
            super(message);
            this.pointer = requireNonNull(pointer, "pointer");
        }

        /// Path of the field inside the configuration.
        public String pointer() {
            return pointer;
        }
    }

    /// It failed this time; the same call may succeed later. The engine tries again, never before [#retryAfter].
    public static final class Transient extends DidactException {
        private static final long serialVersionUID = 1L;

        private final transient Optional<Duration> retryAfter;
        private final boolean overload;

        public Transient(String message, Optional<Duration> retryAfter) {
            this(message, retryAfter, retryAfter.isPresent());
        }

        public Transient(String message, Throwable cause) {
            super(message, cause);
            this.retryAfter = Optional.empty();
            this.overload = false;
        }

        private Transient(String message, Optional<Duration> retryAfter, boolean overload) {
            super(message);
            this.retryAfter = requireNonNull(retryAfter, "retryAfter");
            this.overload = overload;
        }

        /// The other side did not take the call because it has too much to do, or is asked too often.
        public static Transient overload(String message, Optional<Duration> retryAfter) {
            return new Transient(message, retryAfter, true);
        }

        /// Whether the other side did not take the call because it has too much to do; also said by asking to be left
        /// alone. The engine makes fewer calls at once then.
        public boolean isOverload() {
            return overload;
        }

        /// How long the other side asked to be left alone.
        public Optional<Duration> retryAfter() {
            return retryAfter;
        }
    }

    /// Trying again would not help. The item or the call fails; the run goes on.
    public static final class Permanent extends DidactException {
        private static final long serialVersionUID = 1L;

        public Permanent(String message) {
            super(message);
        }

        public Permanent(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// Something outside stands in the way of the whole run: an endpoint that refuses the key, a program that is not
    /// installed. The run stops with everything kept.
    public static final class Unavailable extends DidactException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message) {
            super(message);
        }

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// The plugin used something that its manifest does not declare or that the run does not allow.
    public static final class Denied extends DidactException {
        private static final long serialVersionUID = 1L;

        private final String capability;

        /// @param capability what is missing, as manifests and capability sheets say it: `network api.example.com:443`
        public Denied(String capability, String message) {
            super(message);
            this.capability = requireNonNull(capability, "capability");
        }

        /// What is missing.
        public String capability() {
            return capability;
        }
    }
}
