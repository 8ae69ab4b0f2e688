// STUB
export class Compared {
  constructor() {}
  open() {}
}
