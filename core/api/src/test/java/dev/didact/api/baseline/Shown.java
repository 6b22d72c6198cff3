package dev.didact.api.baseline;

import dev.didact.api.Api;
import java.util.List;
import java.util.Optional;

/// A type whose signatures a test looks at.
@Api(Api.Status.STABLE)
public interface Shown<T extends Record> {
    /// Something that implementers write.
    Optional<T> some(List<T> all) throws Exception;

    /// Something that is still tried.
    @Api(Api.Status.PREVIEW)
    static int tried() {
        return 1;
    }
}
