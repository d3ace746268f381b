package io.correo.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A folder or label.
///
/// @param ref the provider's own id, for provider calls only
/// @param name as the user sees it; a path with `/` for nested ones
/// @param role null for the user's own folders
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Folder(FolderId id, String ref, String name, @Nullable FolderRole role) {}
