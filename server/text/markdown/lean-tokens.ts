/** Tokens as the parser pushes them: a text of nothing but marks has half a million of them, so they're made cheaply. */
import MarkdownIt, {
  type MarkdownIt as Parser,
  type StateBlock,
  type StateInline,
  type Token,
} from 'markdown-it';

/** Teaches a parser to make its tokens in a third of the time; they are what they were. */
export function leanTokens(md: Parser): void {
  md.block.State = class extends md.block.State {
    override push(...[type, tag, nesting]: Parameters<StateBlock['push']>): Token {
      const token = leanToken(type, tag, nesting);
      token.block = true;
      if (nesting < 0) this.level--;
      token.level = this.level;
      if (nesting > 0) this.level++;
      this.tokens.push(token);
      return token;
    }
  };
  md.inline.State = LeanInline;
}

/** Returns a class with the methods of another, and nothing made by it. */
function bare<Class extends new (...made: never[]) => object>({ prototype }: Class): Class {
  function Bare() {}
  Bare.prototype = prototype as object;
  return Bare as unknown as Class;
}

/** The parser's own class defines each field by a call. */
class LeanToken {
  attrs = null;
  map = null;
  level = 0;
  children = null;
  content = '';
  markup = '';
  info = '';
  meta = null;
  block = false;
  hidden = false;

  constructor(
    readonly type: string,
    readonly tag: string,
    readonly nesting: Token['nesting'],
  ) {}
}
Object.setPrototypeOf(LeanToken.prototype, MarkdownIt.Token.prototype);

function leanToken(...[type, tag, nesting]: Parameters<StateBlock['push']>): Token {
  return new LeanToken(type, tag, nesting) as unknown as Token;
}

/** What reads a paragraph, an item or a cell, of which a text may have ten thousand: the parser's own is made by as many calls as it has fields. */
class LeanInline extends bare(new MarkdownIt().inline.State) {
  override pos = 0;
  override level = 0;
  override pending = '';
  override pendingLevel = 0;
  override cache = {};
  override backticks = {};
  override backticksScanned = false;
  override skipHtmlSpecial = false;
  override linkLevel = 0;
  override delimiters: StateInline['delimiters'] = [];
  override _prev_delimiters: StateInline['_prev_delimiters'] = [];
  override Token = MarkdownIt.Token;
  override tokens_meta: StateInline['tokens_meta'] = [];
  override posMax: number;

  constructor(
    override src: string,
    override md: Parser,
    override env: StateInline['env'],
    override tokens: Token[],
  ) {
    super(src, md, env, tokens);
    this.posMax = src.length;
  }

  override push(...[type, tag, nesting]: Parameters<StateInline['push']>): Token {
    if (this.pending) this.pushPending();
    const token = leanToken(type, tag, nesting);
    if (nesting < 0) {
      this.level--;
      this.delimiters = this._prev_delimiters.pop()!;
    }
    token.level = this.level;
    if (nesting > 0) {
      this.level++;
      this._prev_delimiters.push(this.delimiters);
      this.delimiters = [];
      this.tokens_meta.push({ delimiters: this.delimiters });
    }
    this.pendingLevel = this.level;
    this.tokens.push(token);
    return token;
  }

  override pushPending(): Token {
    const token = leanToken('text', '', 0);
    token.content = this.pending;
    token.level = this.pendingLevel;
    this.tokens.push(token);
    this.pending = '';
    return token;
  }
}
