/// Asking models and teaching them: requests and replies, lessons and checkpoints.
@Api(Api.Status.PREVIEW)
@NullMarked
package dev.didact.api.model;

import dev.didact.api.Api;
import org.jspecify.annotations.NullMarked;
