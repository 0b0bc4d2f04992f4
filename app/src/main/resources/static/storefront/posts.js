import { html } from '../common/html.js';
import { ask, usePages, useTask } from './api.js';
import { Field, Form, More, Submit, tell, Time } from './parts.js';

const POSTS = `query MyPosts($after: String) {
  me {
    posts(first: 10, after: $after, orderBy: { field: CREATED_AT }) {
      nodes { id title content status publishedAt createdAt viewCount tags { name } }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
}`;

const CREATE = `mutation CreatePost($input: CreatePostInput!) {
  payload: createPost(input: $input) {
    post { id title status }
    userErrors { code message field }
  }
}`;

const PUBLISH = `mutation PublishPost($input: PostActionInput!) {
  payload: publishPost(input: $input) {
    post { id status }
    userErrors { code message field }
  }
}`;

const ARCHIVE = `mutation ArchivePost($input: PostActionInput!) {
  payload: archivePost(input: $input) {
    post { id status }
    userErrors { code message field }
  }
}`;

const STATUS = { DRAFT: 'Draft', PUBLISHED: 'Published', ARCHIVED: 'Archived' };

export function Posts() {
  const pages = usePages(POSTS, {}, ({ me }) => me?.posts);
  return html`
    <h1 tabindex="-1">Your posts</h1>
    <div class="columns">
      <div>
        ${pages.totalCount === 0 && html`<p class="nothing">None yet.</p>`}
        ${pages.nodes.map((post) => html`<${Post} key=${post.id} post=${post} done=${pages.reload} />`)}
        <${More} pages=${pages} what="posts" />
      </div>
      <section class="summary" aria-labelledby="write-title">
        <h2 id="write-title">Write something</h2>
        <${Write} done=${pages.reload} />
      </section>
    </div>
  `;
}

function Post({ post: { id, title, content, status, publishedAt, createdAt, viewCount, tags }, done }) {
  const isPublic = status === 'PUBLISHED';
  const task = useTask(async () => (await ask(isPublic ? ARCHIVE : PUBLISH, { input: { postId: id } })).payload);
  return html`<article class="post">
    <h2>${title}</h2>
    <p class="quiet">
      <span class="badge" data-state=${status}>${STATUS[status]}</span> <${Time} at=${publishedAt ?? createdAt} /> · ${viewCount} views
    </p>
    <p class="text">${content}</p>
    ${tags.length > 0 && html`<ul class="chips">${tags.map(({ name }) => html`<li><span>${name}</span></li>`)}</ul>`}
    <${Form} task=${task} onSubmit=${() => task.run().then((payload) => payload && done())}>
      <button aria-label="${isPublic ? 'Archive' : 'Publish'} ${title}">${isPublic ? 'Archive' : 'Publish'}</button>
    <//>
  </article>`;
}

function Write({ done }) {
  const task = useTask(async ({ title, content, tags, publish }) => {
    const names = tags.split(',').map((tag) => tag.trim()).filter(Boolean);
    return (await ask(CREATE, { input: { title, content, tags: names, publish: publish === 'on' } })).payload;
  });
  const written = (payload) => {
    if (payload) {
      tell(`“${payload.post.title}” is ${payload.post.status === 'PUBLISHED' ? 'published' : 'kept as a draft'}.`);
      document.querySelector('.write').reset();
      done();
    }
  };
  return html`<${Form} task=${task} class="write" onSubmit=${(input) => task.run(input).then(written)}>
    <${Field} label="Title" name="title" required maxlength="200" />
    <${Field} label="Text" name="content" element="textarea" rows="6" required maxlength="50000" />
    <${Field} label="Tags" name="tags" hint="Separated by commas" />
    <label class="check"><input type="checkbox" name="publish" /> Publish it at once</label>
    <${Submit} task=${task}>Keep<//>
  <//>`;
}
