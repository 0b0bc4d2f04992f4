package dev.daybook.users.post;

import static java.util.Comparator.comparing;

import dev.daybook.users.post.TagCommand.CreateTag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Turns the names of tags into tags, and makes those that are not there yet. */
@Component
class Tagging {
    private final Tags tags;
    private final CommandGateway commands;

    Tagging(Tags tags, CommandGateway commands) {
        this.tags = tags;
        this.commands = commands;
    }

    /** In the order of these names, which are all different. */
    List<TagId> tagsNamed(List<TagName> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        var ids = new HashMap<String, TagId>();
        tags.findByNameKeyIn(names.stream().map(TagName::key).toList())
                .forEach(tag -> ids.put(tag.nameKey(), tag.tagId()));
        var unknown =
                names.stream().filter(name -> !ids.containsKey(name.key())).toList();
        var made = draw(unknown);
        // In the order of their keys, for everybody: whoever makes many must not meet another the other way round.
        made.stream().sorted(comparing(tag -> tag.name().key())).forEach(commands::sendAndWait);
        made.forEach(tag -> ids.put(tag.name().key(), tag.tag()));
        return names.stream().map(name -> ids.get(name.key())).toList();
    }

    /** All together: the rows of tags that are made by the same command cannot be seen yet. */
    private List<CreateTag> draw(List<TagName> names) {
        var drawn = new HashSet<String>();
        var made = new ArrayList<CreateTag>();
        for (var name : names) {
            var slug = name.slug().orNextFree(TagName.MAX_SLUG, slugs -> {
                var taken = new HashSet<>(drawn);
                taken.addAll(tags.findTakenSlugs(slugs));
                return taken;
            });
            drawn.add(slug.value());
            made.add(new CreateTag(TagId.random(), name, slug));
        }
        return made;
    }
}
