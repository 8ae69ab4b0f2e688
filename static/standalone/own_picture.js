// STUB
export class OwnPicture {
  constructor() {}
  open() {}
}
