package dev.didact.engine.internal.host;

/// An archive that cannot be used as a plugin. The message says what is wrong and the cure; it follows the words "the
/// plugin cannot be used:".
sealed class BadArchiveException extends Exception permits EndingCall.OnlyApart {
    private static final long serialVersionUID = 1L;

    BadArchiveException(String message) {
        super(message);
    }

    BadArchiveException(String message, Throwable cause) {
        super(message, cause);
    }
}
