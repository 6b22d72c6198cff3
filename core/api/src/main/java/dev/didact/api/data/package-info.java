/// Items and samples, and where they come from: documents, passages, licences, provenance.
@Api(Api.Status.PREVIEW)
@NullMarked
package dev.didact.api.data;

import dev.didact.api.Api;
import org.jspecify.annotations.NullMarked;
