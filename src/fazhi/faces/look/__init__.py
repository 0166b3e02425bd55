"""The look: tokens, components, page skeletons."""
