// STUB
export class Code {
  constructor() {}
  open() {}
}
