/** A card on the board, and the elements that show it. */
export class CardView {
  constructor(title) {
    this.title = title;
    this.element = document.createElement('article');
    const heading = document.createElement('h2');
    heading.textContent = title;
    const done = document.createElement('button');
    done.addEventListener('click', () => this.remove());
    this.element.append(heading, done);
  }

  remove() {
    this.element.remove();
  }
}
